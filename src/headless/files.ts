import { createReadStream, existsSync, openAsBlob, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { UserError } from '../core/errors'
import { hasher } from '../core/hash'
import type { FileRef } from '../core/params'

/** @throws UserError when the file cannot be read. */
export function readBytes(path: string): Uint8Array {
  if (!existsSync(path) || !statSync(path).isFile()) throw new UserError(`There is no file "${path}".`)
  return readFileSync(path)
}

export function writeFile(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path, content)
  } catch (error) {
    throw new UserError(
      `"${path}" could not be written: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/** The file by the hash of its bytes, and the bytes as a Blob that is read as it is needed. */
export async function openFile(path: string): Promise<{ ref: FileRef; blob: Blob }> {
  if (!existsSync(path) || !statSync(path).isFile()) throw new UserError(`There is no file "${path}".`)
  const state = hasher()
  for await (const chunk of createReadStream(path)) state.update(chunk as Uint8Array)
  const ref = { name: basename(path), hash: state.digest(), size: statSync(path).size }
  return { ref, blob: await openAsBlob(path) }
}
