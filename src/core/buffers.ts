/** The buffers of plain data, each once, in an order that a structured clone keeps. */
export function buffersOf(value: unknown): ArrayBufferLike[] {
  const found = new Set<ArrayBufferLike>()
  const seen = new Set<unknown>()
  const walk = (one: unknown): void => {
    if (typeof one !== 'object' || one === null || seen.has(one)) return
    seen.add(one)
    if (ArrayBuffer.isView(one)) found.add(one.buffer)
    else if (!(one instanceof Blob)) for (const part of Object.values(one)) walk(part)
  }
  walk(value)
  return [...found]
}

/** The bytes of all arrays in plain data. */
export const arrayBytes = (value: unknown): number =>
  buffersOf(value).reduce((sum, { byteLength }) => sum + byteLength, 0)
