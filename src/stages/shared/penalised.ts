import type { Context } from '../../core/context'
import { NUMBERS, type Rows } from '../../core/dataset'
import type { Fitted } from '../../core/stage-parts'
import { fitElasticNet } from '../../ml/elastic-net'
import { inWords } from './in-words'
import type { LinearLearned } from './linear-model'
import { needsOf } from './needs'
import { weighedData } from './weighed-truth'

/** About how many bytes that fit takes at most. */
export function penalisedNeeds(data: Rows): number {
  const { matrix, square, vector } = needsOf(data)
  return matrix + 3.5 * vector + square
}

/** The fit of the lasso and of the elastic net. */
export function fitPenalised(
  data: Rows,
  params: {
    readonly alpha: number
    readonly l1_ratio: number
    readonly positive: boolean
    readonly fit_intercept: boolean
    readonly max_iter: number
    readonly tol: number
  },
  learner: string,
  context: Context,
): Fitted<LinearLearned> {
  context.progress(0)
  const { matrix, truth, weights, target, on } = weighedData(data, learner, NUMBERS)
  const { coef, intercept, converged } = inWords(() =>
    fitElasticNet(matrix, truth, {
      alpha: params.alpha,
      l1Ratio: params.l1_ratio,
      positive: params.positive,
      fitIntercept: params.fit_intercept,
      tol: params.tol,
      maxIterations: params.max_iter,
      ...(weights && { weights }),
      onIteration: (sweep) => context.progress(sweep / (sweep + 30), `Sweep ${sweep}`),
    }),
  )
  if (!converged) {
    context.warn(
      `${learner} did not converge in ${params.max_iter} sweeps.`,
      'Scale the numbers before it, take a larger alpha, or allow more sweeps.',
    )
  }
  return { learned: { ...on, coef, intercept: Float64Array.of(intercept), outputs: [target.column] } }
}
