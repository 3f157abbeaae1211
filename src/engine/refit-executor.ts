import type { Refitted } from '../core/context'
import { hashBytes, hashJson } from '../core/hash'
import { ByteCache } from './byte-cache'
import type { ForJob, FromJob } from './compute-worker'
import type { SeededRequest } from './refit'
import type { RunTask } from './worker-pool'

/**
 * `rawKey` is the id of the raw rows' content; without one nothing is cached. `alive` is told whenever a word comes from
 * the worker, with how far the learner is where that is what it says.
 */
export type RefitExecutor = (
  request: SeededRequest,
  rawKey: string | undefined,
  signal: AbortSignal,
  alive: (fraction?: number) => void,
) => Promise<Refitted>

/** Refits in workers, each sent the raw rows once. */
export function refitExecutor(pool: RunTask): RefitExecutor {
  const holds = new WeakMap<Worker, string>()
  return async (request, rawKey, signal, alive) => {
    const { raw, ...rest } = request
    const result = await pool(
      {
        message: (worker) => {
          const known = rawKey !== undefined && holds.get(worker) === rawKey
          if (rawKey === undefined) holds.delete(worker)
          else holds.set(worker, rawKey)
          return { kind: 'refit', request: rest, ...(!known && { raw }) } satisfies ForJob
        },
        heard: (data) => alive((data as Partial<Extract<FromJob, { kind: 'progress' }>>).fraction),
      },
      signal,
    )
    return result as Refitted
  }
}

/** Answers from the cache what was asked before: folds and trials that nothing upstream of them changed. */
export function cachedRefits(execute: RefitExecutor, limit = 512 * 1024 ** 2): RefitExecutor {
  const cache = new ByteCache<Refitted>(limit)
  return async (request, rawKey, signal, alive) => {
    if (rawKey === undefined) return execute(request, rawKey, signal, alive)
    const { recipe, roles, overrides, say, seed } = request
    // What the model is called changes nothing of it.
    const { name: _name, ...unnamed } = recipe
    const key = hashJson([rawKey, hashBytes(roles), unnamed, overrides, seed, say])
    const known = cache.get(key)
    if (known) return known
    const refitted = await execute(request, rawKey, signal, alive)
    cache.put(key, refitted)
    return refitted
  }
}
