const HIGH = 0x80808080 | 0
const ONES = 0x01010101
/** Quotes and line ends are below this, four times. */
const LOW = 0x23232323

/** Finds the bytes at which cells and rows can end: delimiters, double quotes, LF and CR. Four bytes at a time. */
export class Marks {
  private readonly special = new Uint8Array(256)
  private readonly delimiters: number

  constructor(delimiter: number) {
    for (const byte of [delimiter, 10, 13, 34]) this.special[byte] = 1
    this.delimiters = Math.imul(delimiter, ONES)
  }

  /**
   * Writes the places of the marks in `bytes`, from `from` up to `to`, into `out`. Returns how many there are.
   * @param words the same bytes as `bytes`, four in one
   */
  find(bytes: Uint8Array, words: Int32Array, from: number, to: number, out: Int32Array): number {
    const { special, delimiters } = this
    const firstWord = (from + 3) >> 2
    const lastWord = Math.max(firstWord, to >> 2)
    let count = 0
    for (let i = from; i < Math.min(to, firstWord * 4); i++) if (special[bytes[i]!] === 1) out[count++] = i
    for (let w = firstWord; w < lastWord; w++) {
      const word = words[w]!
      const other = word ^ delimiters
      // The high bit of a byte is set where it is below LOW or equals the delimiter; it may be set for more.
      const low = ~((word | HIGH) - LOW) & ~word
      const hits = (low | ((other - ONES) & ~other)) & HIGH
      if (hits === 0) continue
      const at = w << 2
      if ((hits & 0x80) !== 0 && special[word & 255] === 1) out[count++] = at
      if ((hits & 0x8000) !== 0 && special[(word >> 8) & 255] === 1) out[count++] = at + 1
      if ((hits & 0x800000) !== 0 && special[(word >> 16) & 255] === 1) out[count++] = at + 2
      if (hits < 0 && special[word >>> 24] === 1) out[count++] = at + 3
    }
    for (let i = Math.max(from, lastWord * 4); i < to; i++) if (special[bytes[i]!] === 1) out[count++] = i
    return count
  }
}
