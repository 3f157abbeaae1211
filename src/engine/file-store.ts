import { UserError } from '../core/errors'
import { hasher } from '../core/hash'
import type { FileRef } from '../core/params'

const FOLDER = 'files'

/** Up to this size a file is hashed by the browser itself, ten times as fast, which takes the whole of it at once. */
const NATIVE_HASH = 512 * 1024 ** 2

async function hashWhole(file: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The bytes of the person's files under their hash: in the browser's own file system, else in memory. */
export class FileStore {
  readonly #inMemory = new Map<string, Blob>()

  /** The kept bytes. @throws UserError when they are not here. */
  async open(hash: string, name = 'This file'): Promise<Blob> {
    const kept = this.#inMemory.get(hash)
    if (kept) return kept
    try {
      const folder = await storedFiles()
      return await (await folder.getFileHandle(hash)).getFile()
    } catch {
      throw new UserError(`${name} is not kept in this browser.`, 'Choose the file again in the source node.')
    }
  }

  /** The hashes of files that were kept before a time, in milliseconds since 1970, and the names of old drafts. */
  async old(before: number): Promise<string[]> {
    const names: string[] = []
    try {
      for await (const [name, handle] of (await storedFiles()).entries()) {
        if (handle.kind === 'file' && (await handle.getFile()).lastModified < before) names.push(name)
      }
    } catch {
      // A browser that keeps no files has no old ones.
    }
    return names
  }

  async drop(hashes: readonly string[]): Promise<void> {
    const folder = await storedFiles()
    // One that is in use stays.
    for (const hash of hashes) await folder.removeEntry(hash).catch(() => undefined)
  }

  /** Reads `file` once: its hash, and a copy that outlives the page. Bytes that cannot be kept stay in memory. */
  async keep(
    file: File,
    progress: (fraction: number, text: string) => void,
    signal: AbortSignal,
  ): Promise<{ file: FileRef; kept: boolean }> {
    const draft = await openDraft()
    const whole = file.size <= NATIVE_HASH && isSecureContext ? hashWhole(file) : undefined
    const state = whole ? undefined : hasher()
    let at = 0
    try {
      for await (const chunk of chunksOf(file)) {
        signal.throwIfAborted()
        state?.update(chunk)
        draft?.write(chunk)
        at += chunk.length
        progress(at / Math.max(1, file.size), 'Keeping a copy')
      }
    } catch (error) {
      await draft?.discard()
      throw error
    }
    const hash = (await whole) ?? state!.digest()
    const kept = (await draft?.publish(hash)) ?? false
    if (!kept) this.#inMemory.set(hash, file)
    return { file: { name: file.name, hash, size: file.size }, kept }
  }
}

async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value
}

async function storedFiles(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true })
}

interface Draft {
  write(chunk: Uint8Array): void
  /** Moves the bytes to their name once all of them are there; false when they are not. */
  publish(hash: string): Promise<boolean>
  discard(): Promise<void>
}

/** A file that gets its name only when it is whole; null where the browser keeps no files. */
async function openDraft(): Promise<Draft | null> {
  try {
    const folder = await storedFiles()
    const name = `draft-${crypto.randomUUID()}`
    const handle = await folder.getFileHandle(name, { create: true })
    const access = await handle.createSyncAccessHandle()
    let written = 0
    let full = false
    const remove = () => folder.removeEntry(name)
    return {
      write: (chunk) => {
        if (full) return
        try {
          full = access.write(chunk, { at: written }) !== chunk.length
          written += chunk.length
        } catch {
          full = true
        }
      },
      publish: async (hash) => {
        access.close()
        const whole = !full && (await handle.getFile()).size === written
        await (whole ? rename(folder, handle, hash) : remove())
        return whole
      },
      discard: async () => {
        access.close()
        await remove()
      },
    }
  } catch {
    return null
  }
}

async function rename(
  folder: FileSystemDirectoryHandle,
  handle: FileSystemFileHandle,
  hash: string,
): Promise<void> {
  await folder.removeEntry(hash).catch(() => undefined)
  await handle.move(hash)
}
