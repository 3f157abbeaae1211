import { workerHelpers } from '../../src/engine/helpers'
import type { FromHelper } from '../../src/ml/trees/helper'
import { digestOfFits } from '../../src/ml/trees/testing/known'

export interface TreesQuestion {
  readonly kind: 'trees'
  readonly helpers: number
}

export interface TreesAnswer {
  readonly kind: 'trees'
  readonly digest: string
  readonly isolated: boolean
  /** Helpers that said that they share memory, which boosting needs. */
  readonly ready: number
  /** Trees of the forest that helpers grew. */
  readonly grown: number
  readonly milliseconds: number
}

/** Boosted trees and a forest, alone or with helpers of this worker. */
export async function trees({ helpers }: TreesQuestion): Promise<TreesAnswer> {
  const begin = performance.now()
  const workers = workerHelpers(helpers)
  let ready = 0
  let grown = 0
  let helped = () => {}
  const promise = new Promise<void>((resolve) => (helped = resolve))
  const start = () => {
    const helper = workers.start()
    const listen: typeof helper.listen = (heard, lost) =>
      helper.listen((message) => {
        heard(message)
        if ((message as FromHelper).kind === 'ready') ready++
        else if (grown++ === 0) helped()
      }, lost)
    return { ...helper, listen }
  }
  const digest = await digestOfFits({ ...workers, start }, helpers > 0 ? promise : undefined)
  return {
    kind: 'trees',
    digest,
    isolated: crossOriginIsolated,
    ready,
    grown,
    milliseconds: performance.now() - begin,
  }
}
