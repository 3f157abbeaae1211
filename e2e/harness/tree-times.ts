import { workerHelpers } from '../../src/engine/helpers'
import { timeWork, TREE_WORKS, type TreeTimes } from '../../src/headless/bench/tree-works'

export interface TreeTimesQuestion {
  readonly kind: 'tree times'
  readonly work: string
}

export interface TreeTimesAnswer extends TreeTimes {
  readonly kind: 'tree times'
  readonly isolated: boolean
}

/** One of the works that Node is timed with. The data are made here, so that none is sent. */
export async function treeTimes({ work }: TreeTimesQuestion): Promise<TreeTimesAnswer> {
  const one = TREE_WORKS.find((other) => other.work === work)!
  const helpers = one.threads > 1 ? workerHelpers(one.threads - 1) : undefined
  return { kind: 'tree times', isolated: crossOriginIsolated, ...(await timeWork(one, helpers)) }
}
