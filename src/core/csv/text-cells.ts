import { UserError } from '../errors'
import type { Block } from './cells'
import { grown } from './growable'

/** The bytes of a text column while they are read; an empty cell is missing. */
export class TextCells {
  length = 0
  private bytes = new Uint8Array(1 << 12)
  private offsets = new Uint32Array(1 << 10)
  private filled = 0

  /** Rows `from` onwards. */
  add({ bytes, starts, ends, width, rows }: Block, column: number, from: number): void {
    for (let row = from, k = from * width + column; row < rows; row++, k += width) {
      this.push(bytes, starts[k]!, ends[k]!)
    }
  }

  /** @throws UserError past 4 GB, which is as far as the offsets reach */
  push(bytes: Uint8Array, start: number, end: number): void {
    const length = end - start
    let at = this.filled
    if (at + length > this.bytes.length) {
      if (at + length > 0xffffffff) throw new UserError('A text column is larger than 4 GB.', 'Leave it out.')
      this.bytes = grown(this.bytes, at + length)
    }
    if (length < 64) {
      const out = this.bytes
      for (let i = start; i < end; i++) out[at++] = bytes[i]!
    } else {
      this.bytes.set(bytes.subarray(start, end), at)
    }
    this.filled += length
    if (++this.length >= this.offsets.length) this.offsets = grown(this.offsets, this.length + 1)
    this.offsets[this.length] = this.filled
  }

  take(): { bytes: Uint8Array; offsets: Uint32Array } {
    return { bytes: this.bytes.slice(0, this.filled), offsets: this.offsets.slice(0, this.length + 1) }
  }
}
