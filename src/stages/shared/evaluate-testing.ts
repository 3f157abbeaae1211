import { TEST, type Target } from '../../core/dataset'
import type { Model } from '../../core/lineage'
import type { View } from '../../core/view'
import { run } from '../evaluate/evaluate.task'
import { testTaskContext } from './testing'

export const binary: Target = { column: 'y', task: 'binary', classes: ['no', 'yes'], positive: 1 }
export const multi: Target = { column: 'y', task: 'multiclass', classes: ['a', 'b', 'c'], positive: -1 }
export const numeric: Target = { column: 'y', task: 'regression', classes: [], positive: -1 }

/** A model that has said `scores` of rows whose truth is known, all of them test rows unless said. */
export function modelOf(
  target: Target,
  truth: number[],
  scores: number[],
  roles = truth.map(() => TEST),
): Model {
  return {
    name: 'm',
    lineage: { cast: { columns: [], decimal: '.', missing: [] }, nodes: [] },
    origin: { seed: 0, data: '' },
    predictions: {
      target,
      ids: Uint32Array.from(truth.keys()),
      truth: Float64Array.from(truth),
      scores: Float64Array.from(scores),
      roles: Uint8Array.from(roles),
    },
  }
}

/** What Evaluate shows of one model, and what it warns of. */
export async function evaluated(
  model: Model,
  on: 'test' | 'validation' | 'train' = 'test',
  more = {},
  context = testTaskContext(),
) {
  const { views = {} } = await run({ models: { 'models-1': model }, ...more }, { on }, context)
  return { views, warnings: context.warnings }
}

export const figure = (views: Readonly<Record<string, View>>, name: string) => {
  const view = views['figures']
  return view?.kind === 'figures' ? view.figures.find((one) => one.name === name) : undefined
}

/** Half of each class is told right. */
export const two = modelOf(binary, [0, 0, 1, 1], [0.9, 0.1, 0.4, 0.6, 0.2, 0.8, 0.7, 0.3])
