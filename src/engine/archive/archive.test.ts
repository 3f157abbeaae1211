import { zipSync, type Zippable } from 'fflate'
import { expect, test } from 'vitest'
import { ARCHIVE_FORMAT } from '../../core/archive'
import { UserError } from '../../core/errors'
import { hashBytes } from '../../core/hash'
import { pipelineText } from '../../core/pipeline/file'
import { emptyPipeline, type Pipeline } from '../../core/pipeline/pipeline'
import { packArchive } from './pack'
import { unpackArchive } from './unpack'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const csv = bytesOf('a,b\n1,2\n')
const hash = hashBytes(csv)
const pipeline: Pipeline = {
  ...emptyPipeline('Sent'),
  nodes: ['csv', 'csv-2'].map((id) => ({
    id,
    stage: 'collect/csv',
    version: 1,
    params: { file: { name: 'a.csv', hash, size: csv.length } },
    position: { x: 0, y: 0 },
  })),
}
const pack = async () =>
  new Uint8Array(await (await packArchive(pipeline, () => Promise.resolve(new Blob([csv])))).arrayBuffer())

test('a pipeline and its data come back as they were, each file once, and the same bytes every time', async () => {
  const zip = await pack()
  const { bytes, missing, pipeline: found } = await unpackArchive(zip)
  expect(found).toEqual(pipeline)
  expect(bytes(hash)).toEqual(csv)
  expect([missing, bytes('0'.repeat(64))]).toEqual([[], undefined])
  expect(await pack()).toEqual(zip)
})

const text = pipelineText(pipeline)
const honest = {
  'pipeline.json': bytesOf(text),
  [`data/${hash}`]: csv,
}

/** A zip of entries with a manifest that vouches for them, but for what is to be wrong. */
function zipOf(
  entries: Zippable,
  files: Record<string, string> = hashesOf(entries),
  more: object = {},
): Uint8Array {
  const manifest = { format: ARCHIVE_FORMAT, version: 1, files, ...more }
  return zipSync({ ...entries, 'manifest.json': bytesOf(JSON.stringify(manifest)) })
}

const hashesOf = (entries: Zippable) =>
  Object.fromEntries(Object.entries(entries).map(([name, bytes]) => [name, hashBytes(bytes as Uint8Array)]))

/** Writes another unpacked size over every place that tells the one of an entry. */
function lying(zip: Uint8Array, name: string, size: number): Uint8Array {
  const lie = zip.slice()
  const view = new DataView(lie.buffer)
  const wanted = bytesOf(name)
  for (let at = 0; at + 46 < lie.length; at++) {
    const signature = view.getUint32(at, true)
    const [length, place, start] =
      signature === 0x02014b50 ? [28, 24, 46] : signature === 0x04034b50 ? [26, 22, 30] : []
    if (length === undefined || view.getUint16(at + length, true) !== wanted.length) continue
    const isIt = wanted.every((byte, i) => lie[at + start! + i] === byte)
    if (isIt) view.setUint32(at + place!, size, true)
  }
  return lie
}

/** Writes another name of the same length over every place that tells the one of an entry. */
function renamed(zip: Uint8Array, name: string, other: string): Uint8Array {
  const told = Buffer.from(zip).toString('latin1').replaceAll(name, other)
  return new Uint8Array(Buffer.from(told, 'latin1'))
}

const wrongHash = '0'.repeat(64)
const other = { ...honest, [`data/${wrongHash}`]: csv }
test.each<[string, () => Uint8Array, RegExp]>([
  ['no zip', () => bytesOf('a,b\n1,2\n'), /not a zip file/],
  ['nothing at all', () => new Uint8Array(), /not a zip file/],
  ['one that is cut short', () => zipOf(honest).slice(0, -40), /not a zip file|cut short/],
  ['one without a manifest', () => zipSync(honest), /manifest.json is missing/],
  ['a manifest that is no JSON', () => zipSync({ ...honest, 'manifest.json': bytesOf('{') }), /not JSON/],
  ['another kind of zip', () => zipOf(honest, {}, { format: 'x' }), /not an archive of Trainyard/],
  ['a bundle', () => zipOf({ 'lineage.json': csv }), /bundle of a model/],
  ['a newer archive', () => zipOf(honest, {}, { version: 2 }), /newer version/],
  ['a hash that is none', () => zipOf(honest, { 'pipeline.json': 'x' }), /broken at "files.pipeline.json"/],
  ['a name that climbs out', () => zipOf({ ...honest, '../x': csv }), /holds "..\/x"/],
  ['a name from the root', () => zipOf({ ...honest, '/etc/passwd': csv }), /no archive of Trainyard does/],
  ['a name of Windows', () => zipOf({ ...honest, 'data\\..\\x': csv }), /no archive of Trainyard does/],
  [
    'a name that is a prototype',
    () => renamed(zipOf({ ...honest, innocent_: csv }), 'innocent_', '__proto__'),
    /holds "__proto__"/,
  ],
  [
    'an entry that nobody vouches for',
    () => zipOf(honest, { 'pipeline.json': hashBytes(honest['pipeline.json']!) }),
    /does not vouch for data/,
  ],
  [
    'an entry that is missing',
    () => zipOf({ 'pipeline.json': honest['pipeline.json']! }, hashesOf(honest)),
    /is missing in the archive/,
  ],
  [
    'a changed pipeline',
    () => zipOf(honest, { ...hashesOf(honest), 'pipeline.json': wrongHash }),
    /pipeline.json was changed/,
  ],
  [
    'a broken pipeline',
    () => zipOf({ 'pipeline.json': bytesOf('{"format":"trainyard/pipeline"}') }),
    /broken at/,
  ],
  [
    'a pipeline with a poisoned property',
    () => zipOf({ 'pipeline.json': bytesOf(text.replace('"params": {', '"params": { "__proto__": {},')) }),
    /__proto__/,
  ],
  ['a size that lies small', () => lying(zipOf(honest), 'pipeline.json', 10), /was changed/],
  ['a size that lies large', () => lying(zipOf(honest), 'pipeline.json', 2 ** 31), /too large/],
  ['too much of text', () => lying(zipOf(honest), 'manifest.json', 65 * 1024 ** 2), /too large/],
])('refused in words: %s', async (_, zip, words) => {
  const fault = await unpackArchive(zip()).catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(UserError)
  expect((fault as UserError).message).toMatch(words)
})

test('a bomb is refused before it is unpacked', async () => {
  const bomb = lying(zipOf(honest), `data/${hash}`, 2 ** 30)
  await expect(unpackArchive(bomb)).rejects.toThrow(/too large/)
})

test('a file whose bytes are others is refused when it comes out', async () => {
  const { bytes } = await unpackArchive(zipOf(other))
  expect(bytes(hash)).toEqual(csv)
  expect(() => bytes(wrongHash)).toThrow(/was changed/)
})

test('what the archive does not hold is told by name', async () => {
  const { missing } = await unpackArchive(zipOf({ 'pipeline.json': honest['pipeline.json']! }))
  expect(missing).toEqual(['a.csv'])
})
