/**
 * What a worker sends back of what it was sent is not sent again: an array over a buffer that came with
 * the inputs travels as its place among them. So columns that a stage leaves alone stay shared.
 */

type ArrayType = 'Float64Array' | 'Float32Array' | 'Int32Array' | 'Uint32Array' | 'Uint8Array'

interface Shared {
  readonly sharedBuffer: number
  readonly type: ArrayType
  readonly offset: number
  readonly length: number
}

const TYPES = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint8Array }

/** `value` with the arrays over `known` buffers replaced by their place. */
export function pack(value: unknown, known: readonly ArrayBufferLike[]): unknown {
  const places = new Map(known.map((buffer, i) => [buffer, i]))
  return rebuild(value, (one) => {
    if (!ArrayBuffer.isView(one)) return undefined
    const place = places.get(one.buffer)
    const type = Object.prototype.toString.call(one).slice(8, -1)
    if (place === undefined || !(type in TYPES)) return one
    const { byteOffset: offset, byteLength } = one
    const length = byteLength / TYPES[type as ArrayType].BYTES_PER_ELEMENT
    return { sharedBuffer: place, type: type as ArrayType, offset, length } satisfies Shared
  })
}

/** The value that `pack` was given, over the same buffers. */
export function unpack(value: unknown, known: readonly ArrayBufferLike[]): unknown {
  return rebuild(value, (one) => {
    if (ArrayBuffer.isView(one)) return one
    if (!isShared(one)) return undefined
    return new TYPES[one.type](known[one.sharedBuffer] as ArrayBuffer, one.offset, one.length)
  })
}

const isShared = (value: object): value is Shared => 'sharedBuffer' in value

/** Walks plain data; `leaf` answers what stands for an object, or undefined to go into it. */
function rebuild(value: unknown, leaf: (one: object) => unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Blob) return value
  const replaced = leaf(value)
  if (replaced !== undefined) return replaced
  if (Array.isArray(value)) {
    return value.every((one) => typeof one !== 'object') ? value : value.map((one) => rebuild(one, leaf))
  }
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rebuild(one, leaf)]))
}
