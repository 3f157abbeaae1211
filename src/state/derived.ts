import { effective } from '../core/pipeline/bypass'
import { checkPipeline, type Problem } from '../core/pipeline/check'
import { inferColumns, type Inferred } from '../core/pipeline/infer'
import type { Pipeline } from '../core/pipeline/pipeline'
import { lookupStage } from './stages'

/** Computes once per pipeline: pipelines never change. */
function perPipeline<T>(compute: (pipeline: Pipeline) => T): (pipeline: Pipeline) => T {
  const known = new WeakMap<Pipeline, { readonly value: T }>()
  return (pipeline) => {
    const found = known.get(pipeline)
    if (found) return found.value
    const value = compute(pipeline)
    known.set(pipeline, { value })
    return value
  }
}

/** The pipeline that runs, without what is bypassed. */
export const effectiveOf: (pipeline: Pipeline) => Pipeline = perPipeline((pipeline) =>
  effective(pipeline, lookupStage),
)

/** The columns that come out of every node, as far as they are known before anything runs. */
export const inferredOf: (pipeline: Pipeline) => Inferred = perPipeline((pipeline) =>
  inferColumns(effectiveOf(pipeline), lookupStage),
)

/** What keeps nodes from running, by node. */
export const problemsOf: (pipeline: Pipeline) => ReadonlyMap<string, readonly Problem[]> = perPipeline(
  (pipeline) => {
    const byNode = new Map<string, Problem[]>()
    for (const problem of checkPipeline(effectiveOf(pipeline), lookupStage)) {
      byNode.set(problem.node, [...(byNode.get(problem.node) ?? []), problem])
    }
    return byNode
  },
)
