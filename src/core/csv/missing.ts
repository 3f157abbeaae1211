import type { Block } from './cells'
import { encodeText } from './utf8'

/** Texts that stand for a missing cell, besides the empty one. They are compared byte by byte. */
export class Markers {
  private readonly markers: Uint8Array[]
  private readonly firsts = new Uint8Array(256)

  constructor(texts: readonly string[]) {
    this.markers = texts.filter((text) => text !== '').map(encodeText)
    for (const marker of this.markers) this.firsts[marker[0]!] = 1
  }

  /** Empties the cells of `block` that hold a marker. */
  blank({ bytes, starts, ends, width, rows }: Block): void {
    if (this.markers.length === 0) return
    const { firsts } = this
    for (let k = 0; k < rows * width; k++) {
      const start = starts[k]!
      if (firsts[bytes[start]!] === 1 && this.matches(bytes, start, ends[k]!)) ends[k] = start
    }
  }

  private matches(bytes: Uint8Array, start: number, end: number): boolean {
    return this.markers.some(
      (marker) => marker.length === end - start && marker.every((byte, i) => bytes[start + i] === byte),
    )
  }
}
