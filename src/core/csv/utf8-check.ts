/** The bytes are not UTF-8: read the file again as windows-1252. */
export class NotUtf8 extends Error {}

/** Lets UTF-8 through chunk by chunk, without the byte order mark that may open it. */
export class Utf8Check {
  /** Bytes of the byte order mark that are still to come. */
  private mark: number
  /** Bytes that the character begun still needs, and what the next of them must lie between. */
  private needed = 0
  private lowest = 0x80
  private highest = 0xbf

  constructor(hasMark: boolean) {
    this.mark = hasMark ? 3 : 0
  }

  /** @throws NotUtf8 */
  chunk(bytes: Uint8Array): Uint8Array {
    const skipped = Math.min(this.mark, bytes.length)
    this.mark -= skipped
    const text = bytes.subarray(skipped)
    for (let i = 0; i < text.length; i++) {
      if (this.needed === 0) i = asciiUntil(text, i)
      if (i < text.length) this.step(text[i]!)
    }
    return text
  }

  /** @throws NotUtf8 when the last character is cut off */
  end(): Uint8Array {
    if (this.needed > 0) throw new NotUtf8()
    return new Uint8Array(0)
  }

  private step(byte: number): void {
    if (this.needed > 0) {
      if (byte < this.lowest || byte > this.highest) throw new NotUtf8()
      this.needed--
      this.lowest = 0x80
      this.highest = 0xbf
    } else if (byte >= 0x80) {
      if (byte < 0xc2 || byte > 0xf4) throw new NotUtf8()
      this.needed = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
      this.lowest = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80
      this.highest = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf
    }
  }
}

/** The first place from `i` on that is not ASCII, eight bytes at a time. */
function asciiUntil(bytes: Uint8Array, i: number): number {
  const last = bytes.length - 8
  for (; i <= last; i += 8) {
    const bits =
      bytes[i]! |
      bytes[i + 1]! |
      bytes[i + 2]! |
      bytes[i + 3]! |
      bytes[i + 4]! |
      bytes[i + 5]! |
      bytes[i + 6]! |
      bytes[i + 7]!
    if (bits >= 0x80) break
  }
  while (i < bytes.length && bytes[i]! < 0x80) i++
  return i
}
