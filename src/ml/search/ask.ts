import { gridSearch } from './grid'
import { halvingRungs, halvingStep } from './halving'
import { randomSearch } from './random-search'
import type { Sampler, Space, Streams, Trial } from './space'
import { tpeSearch } from './tpe'

export const METHODS = ['bayesian', 'random', 'grid', 'halving'] as const
export type Method = (typeof METHODS)[number]

export interface Plan {
  readonly method: Method
  readonly space: Space
  /** How many points are tried; of halving, how many begin. */
  readonly trials: number
  /** Of halving: the smallest share of the training rows that still tells anything. */
  readonly leastShare: number
}

export type Asked = Pick<Trial, 'point' | 'share'>

/**
 * The next trials, at most `count`, from what is known so far; empty when the search is over. Nothing else is
 * remembered, so a search goes on from any history as if it had never stopped.
 * @throws RangeError when a grid is larger than its budget
 */
export function ask(plan: Plan, history: readonly Trial[], streams: Streams, count: number): Asked[] {
  const { method, space, trials, leastShare } = plan
  if (method === 'halving') {
    return halvingStep(history, space, streams, halvingRungs(trials, leastShare)).slice(0, count)
  }
  const sampler = samplerOf(method, trials)
  const pending: Trial[] = []
  while (pending.length < count && history.length + pending.length < trials) {
    const point = sampler([...history, ...pending], space, streams)
    if (!point) break
    pending.push({ point, loss: Number.NaN })
  }
  return pending.map(({ point }) => ({ point }))
}

function samplerOf(method: Exclude<Method, 'halving'>, budget: number): Sampler {
  switch (method) {
    case 'bayesian':
      return tpeSearch
    case 'random':
      return randomSearch
    case 'grid':
      return gridSearch(budget)
  }
}
