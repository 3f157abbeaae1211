/** The high bit of every byte of a word. */
const HIGH = 0x80808080 | 0

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
    const skipAscii = asciiSkipper(text)
    for (let i = 0; i < text.length; i++) {
      if (this.needed === 0) i = skipAscii(i)
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

/** Finds the first place from `i` on that is not ASCII, sixteen bytes at a time where the bytes are aligned. */
function asciiSkipper(bytes: Uint8Array): (i: number) => number {
  const shift = -bytes.byteOffset & 3
  const count = Math.max(0, bytes.length - shift) >> 2
  const words =
    count > 0 ? new Uint32Array(bytes.buffer, bytes.byteOffset + shift, count) : new Uint32Array(0)
  const last = words.length - 4
  return (i) => {
    while (i < bytes.length && ((i - shift) & 3) !== 0 && bytes[i]! < 0x80) i++
    if (((i - shift) & 3) !== 0) return i
    let at = (i - shift) >> 2
    while (at <= last && ((words[at]! | words[at + 1]! | words[at + 2]! | words[at + 3]!) & HIGH) === 0)
      at += 4
    i = at * 4 + shift
    while (i < bytes.length && bytes[i]! < 0x80) i++
    return i
  }
}
