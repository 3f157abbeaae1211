import { grown } from './growable'

const decoder = new TextDecoder()

/**
 * The text of the UTF-8 bytes from `start` up to `end`. A byte order mark is kept, which TextDecoder would drop:
 * inside a file it is a character like any other.
 */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  if (end - start <= 24) {
    let text = ''
    let i = start
    for (let byte = 0; i < end && (byte = bytes[i]!) < 128; i++) text += String.fromCharCode(byte)
    if (i === end) return text
  }
  const mark = bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf ? '\uFEFF' : ''
  return mark + decoder.decode(bytes.subarray(start, end))
}

/** `text` as UTF-8. Half a surrogate pair becomes U+FFFD. */
export function encodeText(text: string): Uint8Array {
  const writer = new Utf8Writer(text.length * 3)
  writer.write(text)
  return writer.bytes.slice(0, writer.length)
}

/** Strings appended as UTF-8, one after another. Half a surrogate pair becomes U+FFFD. */
export class Utf8Writer {
  bytes: Uint8Array
  length = 0

  constructor(capacity = 1 << 12) {
    this.bytes = new Uint8Array(capacity)
  }

  write(text: string): void {
    this.bytes = grown(this.bytes, this.length + text.length * 3)
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code < 0x80) this.bytes[this.length++] = code
      else i += this.writePoint(text.codePointAt(i)!)
    }
  }

  /** Returns how many code units beyond the first the character takes. */
  private writePoint(point: number): number {
    if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd
    const rest = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3
    const lead = rest === 1 ? 0xc0 : rest === 2 ? 0xe0 : 0xf0
    this.bytes[this.length++] = lead | (point >> (6 * rest))
    for (let shift = 6 * (rest - 1); shift >= 0; shift -= 6) {
      this.bytes[this.length++] = 0x80 | ((point >> shift) & 63)
    }
    return rest === 3 ? 1 : 0
  }
}
