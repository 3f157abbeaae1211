/** A stream in the shape of the browsers' ReadableStream, which not every one of them can iterate over. */
export interface ByteStream {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>
    cancel(): Promise<void>
  }
}

/** Opens the bytes from their beginning; it may be called more than once. */
export type ByteSource = () => AsyncIterable<Uint8Array> | ByteStream

/** Large chunks are handed on in pieces, so that what is kept per byte of a chunk stays small. */
const PIECE = 1 << 17

/** The chunks of `source`, none larger than 128 KB. */
export async function* pieces(source: ByteSource): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks(source())) {
    for (let at = 0; at < chunk.length; at += PIECE) yield chunk.subarray(at, at + PIECE)
  }
}

/** The first bytes of `source`, at least `length` of them unless it ends before. */
export async function headOf(source: ByteSource, length: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const piece of pieces(source)) {
    parts.push(piece)
    size += piece.length
    if (size >= length) break
  }
  return joined(parts)
}

/** One array of all the bytes. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

async function* chunks(stream: AsyncIterable<Uint8Array> | ByteStream): AsyncGenerator<Uint8Array> {
  if (!('getReader' in stream)) {
    yield* stream
    return
  }
  const reader = stream.getReader()
  let ended = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      ended = done
      if (done) return
      if (value) yield value
    }
  } finally {
    if (!ended) await reader.cancel()
  }
}
