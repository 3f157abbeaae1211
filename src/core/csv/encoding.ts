import { encodeText } from './utf8'
import { Utf8Check } from './utf8-check'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** What windows-1252 has from 0x80 to 0x9f, where Latin-1 has control characters. */
const WINDOWS_1252 =
  '\u20AC\x81\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\x8D\u017D\x8F' +
  '\x90\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\x9D\u017E\u0178'

/** What the first bytes say: the encoding, as far as a byte order mark tells. */
export function encodingOf(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

/** Turns chunks of a file into chunks of UTF-8 without a byte order mark. */
export interface Recoder {
  /** @throws NotUtf8 when the bytes are not what they should be */
  chunk(bytes: Uint8Array): Uint8Array
  /** What is left when the file ends. */
  end(): Uint8Array
}

/** @param head the first bytes of the file, three at least where it has them */
export function recoder(encoding: Encoding, head: Uint8Array): Recoder {
  if (encoding === 'utf-8') return new Utf8Check(head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
  if (encoding === 'windows-1252') return { chunk: fromWindows1252, end: () => new Uint8Array(0) }
  const decoder = new TextDecoder(encoding)
  return {
    chunk: (bytes) => encodeText(decoder.decode(bytes, { stream: true })),
    end: () => encodeText(decoder.decode()),
  }
}

const upperHalf = Array.from({ length: 128 }, (_, i) =>
  encodeText(i < 32 ? WINDOWS_1252[i]! : String.fromCharCode(i + 128)),
)

function fromWindows1252(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length * 3)
  let length = 0
  for (const byte of bytes) {
    if (byte < 0x80) out[length++] = byte
    else for (const part of upperHalf[byte - 0x80]!) out[length++] = part
  }
  return out.subarray(0, length)
}
