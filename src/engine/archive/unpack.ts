import { ARCHIVE_FILES, dataEntry, hashOfEntry, parseManifest } from '../../core/archive'
import { BUNDLE_FILES } from '../../core/bundle'
import { UserError } from '../../core/errors'
import { hashBytes } from '../../core/hash'
import { parsePipeline } from '../../core/pipeline/file'
import type { Pipeline } from '../../core/pipeline/pipeline'
import { lookupStage } from '../../stages/descriptions'
import { fileRefsOf } from './file-refs'

const MB = 1024 ** 2
/** What an archive may hold unpacked. */
export const MOST = { all: 1024 * MB, text: 64 * MB }

export interface Unpacked {
  readonly pipeline: Pipeline
  /** Unpacks a file of the pipeline and checks its hash; undefined when the archive does not hold it. */
  bytes(hash: string): Uint8Array<ArrayBuffer> | undefined
  /** The names of files that the pipeline asks for and the archive does not hold. */
  readonly missing: readonly string[]
}

const SENT_AGAIN = 'Ask for it again.'

/**
 * Opens an archive. Names, sizes, the manifest and the pipeline are checked before anything comes out; each file when
 * it does.
 * @throws UserError for what is no archive, cut short, changed, too large, or holds what no archive holds
 */
export async function unpackArchive(zip: Uint8Array): Promise<Unpacked> {
  const { unzipSync } = await import('fflate')
  const sizes = new Map<string, number>()
  const unzip = (filter: (name: string, size: number) => boolean) => {
    try {
      return unzipSync(zip, { filter: ({ name, originalSize }) => filter(name, originalSize) })
    } catch (error) {
      if (error instanceof UserError) throw error
      throw new UserError('This is not a zip file, or it was cut short.', SENT_AGAIN)
    }
  }
  unzip((name, size) => {
    checkEntry(name, size, sizes)
    sizes.set(name, size)
    return false
  })
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  if (all > MOST.all) throw new UserError('This archive is too large to be opened: over 1 GB unpacked.')

  const entry = (name: string): Uint8Array<ArrayBuffer> => {
    const bytes = sizes.has(name) ? unzip((one) => one === name)[name] : undefined
    if (!bytes) throw new UserError(`This is no whole archive of Trainyard: ${name} is missing.`, SENT_AGAIN)
    return bytes
  }
  const text = (name: string) => new TextDecoder().decode(entry(name))
  const { files } = parseManifest(text(ARCHIVE_FILES.manifest))
  const names = [...sizes.keys()].filter((name) => name !== ARCHIVE_FILES.manifest)
  for (const name of [...names, ...Object.keys(files)]) {
    if (!Object.hasOwn(files, name))
      throw new UserError(`The archive's manifest does not vouch for ${name}.`, SENT_AGAIN)
    if (!sizes.has(name)) throw new UserError(`${name} is missing in the archive.`, SENT_AGAIN)
  }
  const checked = (name: string) => {
    const bytes = entry(name)
    const hash = hashBytes(bytes)
    if (hash === files[name] && hash === (hashOfEntry(name) ?? hash)) return bytes
    throw new UserError(`${name} was changed after the archive was made.`, SENT_AGAIN)
  }
  const pipeline = parsePipeline(new TextDecoder().decode(checked(ARCHIVE_FILES.pipeline)), lookupStage)
  return {
    pipeline,
    bytes: (hash) => (sizes.has(dataEntry(hash)) ? checked(dataEntry(hash)) : undefined),
    missing: fileRefsOf(pipeline).flatMap(({ hash, name }) => (sizes.has(dataEntry(hash)) ? [] : [name])),
  }
}

function checkEntry(name: string, size: number, known: ReadonlyMap<string, number>): void {
  const isText = Object.values<string>(ARCHIVE_FILES).includes(name)
  if (name === BUNDLE_FILES.lineage)
    throw new UserError('This is the bundle of a model, which predicts; it holds no pipeline to open.')
  if (!isText && hashOfEntry(name) === undefined)
    throw new UserError(`This zip holds "${name}", which no archive of Trainyard does. Nothing was opened.`)
  if (known.has(name)) throw new UserError(`The archive is broken: it holds ${name} twice.`, SENT_AGAIN)
  if (size > (isText ? MOST.text : MOST.all))
    throw new UserError(`${name} in the archive is too large to be opened.`)
}
