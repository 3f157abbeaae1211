import type { FileRef } from '../core/params'
import type { FileStore } from './file-store'
import type { Job } from './job'

/** The bytes that a job's parameters name, by hash. @throws UserError when they are not kept here. */
export async function findFiles(
  { params }: Job,
  files: Pick<FileStore, 'open'>,
): Promise<Record<string, Blob>> {
  const refs = Object.values(params).filter(isFileRef)
  return Object.fromEntries(
    await Promise.all(refs.map(async ({ hash, name }) => [hash, await files.open(hash, name)])),
  )
}

export function isFileRef(value: unknown): value is FileRef {
  return typeof value === 'object' && value !== null && 'hash' in value && 'name' in value && 'size' in value
}
