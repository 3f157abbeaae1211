import type { RowRoles } from '../core/dataset'
import { hashBytes, hashJson } from '../core/hash'
import type { RecipeNode } from '../core/lineage'
import type { Table } from '../core/table'
import { ByteCache } from './byte-cache'
import type { FittedNode } from './fit-node'

const MOST_BYTES = 256 * 1024 ** 2

/** A fitted step, and how long it took. */
interface Begun {
  readonly fitted: FittedNode
  readonly milliseconds: number
}

/**
 * What the first steps of refits gave, for refits that begin alike: the trials of a search differ in their last steps
 * as a rule, and share the folds. Known by the raw rows themselves, who trains, the seed and every step so far.
 */
export class Beginnings {
  readonly #cache = new ByteCache<Begun>(MOST_BYTES)
  readonly #raws = new WeakMap<Table, number>()
  #count = 0

  /** The key of what comes before the first step. */
  start(raw: Table, roles: RowRoles, seed: number): string {
    const known = this.#raws.get(raw) ?? ++this.#count
    this.#raws.set(raw, known)
    return hashJson([known, hashBytes(roles), seed])
  }

  /** The key of a step behind those of another key. */
  after(key: string, { id, inputs, params, stage, version }: RecipeNode): string {
    return hashJson([key, id, stage, version, params, inputs])
  }

  find(key: string): Begun | undefined {
    return this.#cache.get(key)
  }

  put(key: string, begun: Begun): void {
    this.#cache.put(key, begun)
  }
}
