import { bytesOf, type NodeResult } from './result'

/** Results by key, bounded by bytes; the least recently used goes first. */
export class ResultCache {
  readonly #limit: number
  readonly #held = new Map<string, { result: NodeResult; bytes: number }>()
  #bytes = 0

  constructor(limit = 3 * 1024 ** 3) {
    this.#limit = limit
  }

  has(key: string): boolean {
    return this.#held.has(key)
  }

  /** Also marks the result as the most recently used. */
  get(key: string): NodeResult | undefined {
    const found = this.#held.get(key)
    if (!found) return undefined
    this.#held.delete(key)
    this.#held.set(key, found)
    return found.result
  }

  /** The newest result always stays, however large. Columns shared between results count in each. */
  put(result: NodeResult): void {
    const bytes = bytesOf(result)
    this.#bytes += bytes - (this.#held.get(result.key)?.bytes ?? 0)
    this.#held.delete(result.key)
    this.#held.set(result.key, { result, bytes })
    for (const [key, { bytes: freed }] of this.#held) {
      if (this.#bytes <= this.#limit || key === result.key) break
      this.#held.delete(key)
      this.#bytes -= freed
    }
  }
}
