import { unzipSync } from 'fflate'
import { BUNDLE_FILES, BUNDLE_FORMAT, type Golden, type Manifest } from '../core/bundle'
import { UserError } from '../core/errors'
import { hashBytes } from '../core/hash'
import { readBytes } from './files'

const MAX_FILE = 1024 ** 3
const ALLOWED = new Set<string>(Object.values(BUNDLE_FILES))

/**
 * The parts of a bundle that predict, after every hash was checked.
 * @throws UserError for what is no zip, cut short, changed, or holds files that no bundle holds.
 */
export function openBundle(path: string): { lineage: string; golden: Golden; files: number } {
  const entries = unzip(path)
  const text = (name: string) => new TextDecoder().decode(entry(name))
  const entry = (name: string): Uint8Array => {
    const bytes = Object.hasOwn(entries, name) ? entries[name] : undefined
    if (!bytes) throw new UserError(`${path} is no whole bundle: ${name} is missing.`, 'Download it again.')
    return bytes
  }
  const manifest = readJson(text(BUNDLE_FILES.manifest), BUNDLE_FILES.manifest) as Partial<Manifest>
  if (manifest.format !== BUNDLE_FORMAT || typeof manifest.files !== 'object') {
    throw new UserError(`${path} is not a bundle of Trainyard.`)
  }
  const names = Object.keys(manifest.files)
  for (const needed of [BUNDLE_FILES.lineage, BUNDLE_FILES.golden]) {
    if (!names.includes(needed)) throw new UserError(`The manifest of ${path} does not vouch for ${needed}.`)
  }
  for (const name of names) {
    if (hashBytes(entry(name)) !== manifest.files[name]) {
      throw new UserError(`${name} in ${path} was changed after the bundle was made.`, 'Download it again.')
    }
  }
  const golden = readJson(text(BUNDLE_FILES.golden), BUNDLE_FILES.golden) as Golden
  return { lineage: text(BUNDLE_FILES.lineage), golden, files: names.length }
}

/** Only the files of a bundle come out, each no larger than a gigabyte. */
function unzip(path: string): Record<string, Uint8Array> {
  const bytes = readBytes(path)
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => ALLOWED.has(name) && originalSize <= MAX_FILE,
    })
  } catch {
    throw new UserError(`${path} is not a zip file, or was cut short.`, 'Download it again.')
  }
}

function readJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new UserError(`${name} in the bundle is not JSON.`, 'Download the bundle again.')
  }
}
