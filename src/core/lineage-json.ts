import { UserError } from './errors'
import type { Lineage } from './lineage'

/** Learned state as readable JSON: plain data stays as it is, typed arrays and odd numbers are tagged. */

const ARRAYS = {
  $float64: Float64Array,
  $float32: Float32Array,
  $int32: Int32Array,
  $uint32: Uint32Array,
  $uint8: Uint8Array,
}
type Tag = keyof typeof ARRAYS

function encode(value: unknown): unknown {
  if (typeof value === 'number') return encodeNumber(value)
  if (typeof value !== 'object' || value === null) return value
  if (ArrayBuffer.isView(value)) {
    const tag = (Object.keys(ARRAYS) as Tag[]).find((name) => value instanceof ARRAYS[name])
    if (!tag) throw new TypeError('This kind of array cannot be written')
    const write = value instanceof Float32Array ? encodeFloat32 : encodeNumber
    return { [tag]: Array.from(value as Float64Array, write) }
  }
  if (Array.isArray(value)) return value.map(encode)
  const entries = Object.entries(value).map(([name, one]) => [name, encode(one)])
  const object = Object.fromEntries(entries) as unknown
  return entries.some(([name]) => String(name).startsWith('$')) ? { $object: object } : object
}

function encodeNumber(value: number): unknown {
  return Number.isFinite(value) && !Object.is(value, -0)
    ? value
    : { $number: Object.is(value, -0) ? '-0' : String(value) }
}

/** Nine digits say a float32 exactly; its float64 would take up to twice as many. */
const encodeFloat32 = (value: number): unknown =>
  encodeNumber(value === 0 ? value : Number(value.toPrecision(9)))

function decode(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(decode)
  const entries = Object.entries(value)
  const [name, inner] = entries[0] ?? []
  if (entries.length === 1 && name !== undefined && name.startsWith('$')) return decodeTagged(name, inner)
  return Object.fromEntries(entries.map(([key, one]) => [key, decode(one)]))
}

function decodeTagged(tag: string, inner: unknown): unknown {
  if (tag === '$number') return Number(inner)
  if (tag === '$object')
    return Object.fromEntries(Object.entries(inner as object).map(([key, one]) => [key, decode(one)]))
  if (!(tag in ARRAYS) || !Array.isArray(inner))
    throw new UserError(`The lineage holds "${tag}", which is not known.`)
  return ARRAYS[tag as Tag].from(inner.map(decode) as number[])
}

/** Numbers of a list stand on one line; everything else is indented. */
function readable(value: unknown): string {
  const text = JSON.stringify(value, null, 1)
  return text.replace(
    /\[\s+([^[\]{}"]*?)\s+\]/g,
    (_, inner: string) => `[${inner.replace(/\s*\n\s*/g, ' ')}]`,
  )
}

/** Any plain data as readable JSON that `fromReadableJson` turns back into the same. */
export const toReadableJson = (value: unknown): string => `${readable(encode(value))}\n`

export const fromReadableJson = (text: string): unknown => decode(JSON.parse(text))

export const lineageText = (lineage: Lineage): string =>
  toReadableJson({ format: LINEAGE_FORMAT, version: 1, ...lineage })

const LINEAGE_FORMAT = 'trainyard/lineage'

/** @throws UserError when the text is not a lineage that this version can read. */
export function parseLineage(text: string): Lineage {
  const file = fromReadableJson(text) as Partial<Lineage> & { format?: unknown; version?: unknown }
  if (file.format !== LINEAGE_FORMAT) throw new UserError('lineage.json is not the lineage of a model.')
  if (file.version !== 1)
    throw new UserError(
      `lineage.json has version ${String(file.version)}, and this predictor reads version 1.`,
    )
  if (!file.cast || !Array.isArray(file.nodes))
    throw new UserError('lineage.json is broken: it lacks its cast or its nodes.')
  return { cast: file.cast, nodes: file.nodes }
}
