type Growable = Float64Array | Int32Array | Uint32Array | Uint8Array

/** `array` itself when it holds `length` entries, otherwise a copy of at least twice its size. */
export function grown<T extends Growable>(array: T, length: number): T {
  if (length <= array.length) return array
  const Kind = array.constructor as new (length: number) => T
  const larger = new Kind(Math.max(length, array.length * 2))
  larger.set(array)
  return larger
}
