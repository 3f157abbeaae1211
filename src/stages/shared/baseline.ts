import type { Recipe, RecipeNode } from '../../core/lineage'
import { defaults } from '../../core/params'
import { stage as dummy } from '../train/dummy.step'

export const BASELINE_STAGE = dummy.id

/** The same pipeline with its learner replaced by the one that does not look at features. Wrappers go. */
export function baselineOf({ cast, nodes }: Recipe): Recipe {
  const learner = nodes.at(-1)
  if (!learner) throw new Error('A recipe has a learner at its end')
  const [inner] = Object.values(learner.models ?? {})
  if (inner) return baselineOf(inner)
  const { id, inputs } = learner
  const node: RecipeNode = {
    id,
    stage: dummy.id,
    version: dummy.version,
    params: defaults(dummy.params),
    inputs: { data: inputs['data'] ?? Object.values(inputs)[0]! },
  }
  return { cast, nodes: [...nodes.slice(0, -1), node] }
}
