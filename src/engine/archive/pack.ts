import { ARCHIVE_FILES, ARCHIVE_FORMAT, dataEntry, type ArchiveManifest } from '../../core/archive'
import { hasher } from '../../core/hash'
import { pipelineText } from '../../core/pipeline/file'
import type { Pipeline } from '../../core/pipeline/pipeline'
import { fileRefsOf } from './file-refs'

/** The same content gives the same bytes. */
const MADE = new Date(Date.UTC(2000, 0, 1, 12))

/**
 * A zip of the pipeline, the bytes of its files, and a manifest with the SHA-256 of both.
 * @param open the bytes of a file, by hash. @throws what `open` throws when they are not here
 */
export async function packArchive(
  pipeline: Pipeline,
  open: (hash: string, name: string) => Promise<Blob>,
): Promise<Blob> {
  const { Zip, ZipDeflate } = await import('fflate')
  const parts: BlobPart[] = []
  let fault: Error | undefined
  const zip = new Zip((error, chunk) => {
    if (error) fault = error
    else parts.push(new Blob([chunk as BlobPart]))
  })
  const files: Record<string, string> = {}
  const add = async (name: string, content: Blob) => {
    const entry = new ZipDeflate(name, { level: 6 })
    entry.mtime = MADE
    zip.add(entry)
    const hash = hasher()
    const reader = content.stream().getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      hash.update(part.value)
      entry.push(part.value)
    }
    entry.push(new Uint8Array(), true)
    if (fault) throw fault
    files[name] = hash.digest()
  }
  await add(ARCHIVE_FILES.pipeline, new Blob([pipelineText(pipeline)]))
  for (const { hash, name } of fileRefsOf(pipeline)) await add(dataEntry(hash), await open(hash, name))
  const manifest: ArchiveManifest = { format: ARCHIVE_FORMAT, version: 1, files: { ...files } }
  await add(ARCHIVE_FILES.manifest, new Blob([`${JSON.stringify(manifest, null, 1)}\n`]))
  zip.end()
  return new Blob(parts, { type: 'application/zip' })
}
