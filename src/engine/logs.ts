import type { Kept } from '../core/context'
import { fromReadableJson, toReadableJson } from '../core/lineage-json'

/** Where logs outlive the page: texts by name, the oldest first. */
export interface LogShelf {
  load(): Promise<readonly (readonly [key: string, text: string])[]>
  save(key: string, text: string): Promise<void>
  remove(key: string): Promise<void>
}

/** So many are kept; the oldest go first. */
const MOST = 20

/**
 * What work that may be stopped has so far, under the key of the result that it is to become: so it is found again by
 * the same parameters, inputs and seed, and by nothing else. Each is written as it grows, one write at a time, and what
 * cannot be written is still there until the page is closed.
 */
export class Logs {
  readonly #shelf: LogShelf | undefined
  readonly #held = new Map<string, Kept>()
  readonly #unsaved = new Set<string>()
  #saving: Promise<void> | undefined

  constructor(shelf?: LogShelf) {
    this.#shelf = shelf
  }

  /** Takes in what was kept before. What cannot be read is let go. */
  async load(): Promise<void> {
    for (const [key, text] of (await this.#shelf?.load().catch(() => [])) ?? []) {
      const kept = readLog(text)
      if (kept && !this.#held.has(key)) this.#held.set(key, kept)
    }
  }

  find(key: string): Kept | undefined {
    return this.#held.get(key)
  }

  put(key: string, kept: Kept): void {
    this.#held.delete(key)
    this.#held.set(key, kept)
    this.#unsaved.add(key)
    const [oldest] = this.#held.keys()
    if (this.#held.size > MOST && oldest !== undefined) {
      this.#held.delete(oldest)
      this.#unsaved.add(oldest)
    }
    this.#saving ??= this.#saveAll()
  }

  /** Resolves when all is written that can be. */
  async saved(): Promise<void> {
    await this.#saving
  }

  async #saveAll(): Promise<void> {
    for (const key of this.#unsaved) {
      this.#unsaved.delete(key)
      const kept = this.#held.get(key)
      const done = kept ? this.#shelf?.save(key, toReadableJson(kept)) : this.#shelf?.remove(key)
      await done?.catch(() => undefined)
    }
    this.#saving = undefined
  }
}

function readLog(text: string): Kept | undefined {
  try {
    const { state, text: words, views } = fromReadableJson(text) as Partial<Kept>
    return typeof words === 'string' && views ? { text: words, state, views } : undefined
  } catch {
    return undefined
  }
}
