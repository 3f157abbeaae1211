import * as v from 'valibot'
import { UserError } from './errors'

/** An archive is a zip of a pipeline and of the bytes of its files, to send to somebody. */
export const ARCHIVE_FORMAT = 'trainyard/archive'
export const ARCHIVE_FILES = { manifest: 'manifest.json', pipeline: 'pipeline.json' } as const

const DATA = /^data\/([0-9a-f]{64})$/
const HASH = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'no SHA-256'))

const schema = v.object({
  format: v.literal(ARCHIVE_FORMAT),
  version: v.literal(1),
  /** SHA-256 of every other entry, by name. */
  files: v.record(v.string(), HASH),
})

export type ArchiveManifest = v.InferOutput<typeof schema>

/** Where the bytes of a file lie. */
export const dataEntry = (hash: string): string => `data/${hash}`

/** The hash of the file that an entry holds; undefined of any other entry. */
export const hashOfEntry = (name: string): string | undefined => DATA.exec(name)?.[1]

/** @throws UserError that says what is wrong with it */
export function parseManifest(text: string): ArchiveManifest {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    throw new UserError('The archive is broken: its manifest is not JSON.', 'Ask for it again.')
  }
  const { format, version } = (raw ?? {}) as { format?: unknown; version?: unknown }
  if (format !== ARCHIVE_FORMAT) {
    throw new UserError('This zip is not an archive of Trainyard.', 'Choose an archive that Trainyard saved.')
  }
  if (typeof version === 'number' && version > 1) {
    throw new UserError(
      `This archive was saved by a newer version of Trainyard (format ${version}).`,
      'Reload the page to update.',
    )
  }
  const result = v.safeParse(schema, raw)
  if (result.success) return result.output
  const issue = result.issues[0]
  throw new UserError(
    `The manifest of the archive is broken at "${v.getDotPath(issue) ?? 'its root'}": ${issue.message}.`,
  )
}
