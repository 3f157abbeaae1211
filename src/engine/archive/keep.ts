import { UserError } from '../../core/errors'
import type { Pipeline } from '../../core/pipeline/pipeline'
import type { FileStore } from '../file-store'
import { fileRefsOf } from './file-refs'
import { MOST, unpackArchive } from './unpack'

export interface Kept {
  readonly pipeline: Pipeline
  /** The names of files that the archive lacks. */
  readonly missing: readonly string[]
  /** The names of files that the browser has no room for: they are gone after a reload. */
  readonly unkept: readonly string[]
}

/** Opens an archive and keeps the bytes of its files, one at a time. @throws UserError as `unpackArchive` */
export async function keepArchive(zip: Blob, files: Pick<FileStore, 'keep'>): Promise<Kept> {
  if (zip.size > MOST.all) throw new UserError('This archive is too large to be opened: over 1 GB.')
  const { bytes, missing, pipeline } = await unpackArchive(new Uint8Array(await zip.arrayBuffer()))
  const unkept: string[] = []
  const never = new AbortController().signal
  for (const { hash, name } of fileRefsOf(pipeline)) {
    const found = bytes(hash)
    if (!found) continue
    const { kept } = await files.keep(new File([found], name), () => undefined, never)
    if (!kept) unkept.push(name)
  }
  return { pipeline, missing, unkept }
}
