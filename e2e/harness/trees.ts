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
  readonly milliseconds: number
}

/** Boosted trees and a forest, alone or with helpers of this worker. */
export async function trees({ helpers }: TreesQuestion): Promise<TreesAnswer> {
  const start = performance.now()
  const digest = await digestOfFits(workerHelpers(helpers))
  return {
    kind: 'trees',
    digest,
    isolated: crossOriginIsolated,
    milliseconds: performance.now() - start,
  }
}
