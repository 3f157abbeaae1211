import { bytesOf } from './result'

/** Plain data by key, bounded by bytes; the least recently used goes first. */
export class ByteCache<T> {
  readonly #limit: number
  readonly #held = new Map<string, { value: T; bytes: number }>()
  #bytes = 0

  constructor(limit = 3 * 1024 ** 3) {
    this.#limit = limit
  }

  has(key: string): boolean {
    return this.#held.has(key)
  }

  /** Also marks it as the most recently used. */
  get(key: string): T | undefined {
    const found = this.#held.get(key)
    if (!found) return undefined
    this.#held.delete(key)
    this.#held.set(key, found)
    return found.value
  }

  delete(key: string): void {
    this.#bytes -= this.#held.get(key)?.bytes ?? 0
    this.#held.delete(key)
  }

  /** The newest always stays, however large. Arrays that are shared between values count in each. */
  put(key: string, value: T): void {
    const bytes = bytesOf(value)
    this.#bytes += bytes - (this.#held.get(key)?.bytes ?? 0)
    this.#held.delete(key)
    this.#held.set(key, { value, bytes })
    for (const [old, { bytes: freed }] of this.#held) {
      if (this.#bytes <= this.#limit || old === key) break
      this.#held.delete(old)
      this.#bytes -= freed
    }
  }
}
