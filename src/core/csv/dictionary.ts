import { grown } from './growable'
import { decodeText } from './utf8'

/** Distinct byte strings, numbered in the order in which they came: open addressing over an arena of bytes. */
export class Dictionary {
  size = 0
  private slots = new Int32Array(64).fill(-1)
  private mask = 63
  private hashes = new Int32Array(32)
  private offsets = new Uint32Array(33)
  private arena = new Uint8Array(512)

  /** The number of the bytes from `start` up to `end`, a new one when they are new. */
  code(bytes: Uint8Array, start: number, end: number): number {
    let hash = -2128831035
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 16777619)
    hash ^= hash >>> 15
    const { slots, mask, hashes } = this
    let slot = hash & mask
    for (let code = slots[slot]!; code >= 0; code = slots[slot]!) {
      if (hashes[code] === hash && this.holds(code, bytes, start, end)) return code
      slot = (slot + 1) & mask
    }
    return this.insert(bytes, start, end, hash, slot)
  }

  text(code: number): string {
    return decodeText(this.arena, this.offsets[code]!, this.offsets[code + 1]!)
  }

  /** Where the bytes of `code` stand in `bytes`. */
  get bytes(): Uint8Array {
    return this.arena
  }
  start(code: number): number {
    return this.offsets[code]!
  }
  end(code: number): number {
    return this.offsets[code + 1]!
  }

  private holds(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { arena, offsets } = this
    let at = offsets[code]!
    if (offsets[code + 1]! - at !== end - start) return false
    for (let i = start; i < end; i++) if (arena[at++] !== bytes[i]) return false
    return true
  }

  private insert(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const code = this.size++
    const at = this.offsets[code]!
    this.hashes = grown(this.hashes, this.size)
    this.offsets = grown(this.offsets, this.size + 1)
    this.arena = grown(this.arena, at + end - start)
    this.arena.set(bytes.subarray(start, end), at)
    this.hashes[code] = hash
    this.offsets[code + 1] = at + end - start
    this.slots[slot] = code
    if (this.size * 2 > this.slots.length) this.rehash()
    return code
  }

  private rehash(): void {
    const length = this.slots.length * 2
    const slots = new Int32Array(length).fill(-1)
    this.mask = length - 1
    for (let code = 0; code < this.size; code++) {
      let slot = this.hashes[code]! & this.mask
      while (slots[slot]! >= 0) slot = (slot + 1) & this.mask
      slots[slot] = code
    }
    this.slots = slots
  }
}
