import { workerHelpers } from '../../src/engine/helpers'
import { digestOfFits } from '../../src/ml/trees/testing/known'

export interface TreesQuestion {
  readonly kind: 'trees'
  readonly helpers: number
}

export interface TreesAnswer {
  readonly kind: 'trees'
  readonly digest: string
  readonly isolated: boolean
  /** What helpers said: that they are ready, and each tree of the forest that they grew. */
  readonly answers: number
  readonly milliseconds: number
}

/** Boosted trees and a forest, alone or with helpers of this worker. */
export async function trees({ helpers }: TreesQuestion): Promise<TreesAnswer> {
  const begin = performance.now()
  const workers = workerHelpers(helpers)
  let answers = 0
  const start = () => {
    const helper = workers.start()
    const listen: typeof helper.listen = (heard, lost) =>
      helper.listen((message) => {
        answers++
        heard(message)
      }, lost)
    return { ...helper, listen }
  }
  const digest = await digestOfFits({ ...workers, start })
  return {
    kind: 'trees',
    digest,
    isolated: crossOriginIsolated,
    answers,
    milliseconds: performance.now() - begin,
  }
}
