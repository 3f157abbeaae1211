import { expect, test } from 'vitest'
import type { RefitContext } from '../../core/context'
import { TEST, TRAIN } from '../../core/dataset'
import type { Lineage } from '../../core/lineage'
import type { Predictions } from '../../core/predictions'
import { table } from '../../core/table'
import { fitFolds, fitProgress } from './fit-folds'
import { testTaskContext } from './testing'

const ids = Uint32Array.of(0, 1, 2, 3)
const predictions: Predictions = {
  target: { column: 'y', task: 'regression', classes: [], positive: -1 },
  ids,
  truth: new Float64Array(4),
  scores: new Float64Array(4),
  roles: Uint8Array.of(TRAIN, TRAIN, TEST, TEST),
}
const raw = table([{ kind: 'number', role: 'feature', name: 'x', values: new Float64Array(4) }])
const recipe: Lineage = { cast: { columns: [], decimal: '.', missing: [] }, nodes: [] }
const folds = ['Fold 1', 'Fold 2'].map((name) => ({
  name,
  train: Uint32Array.of(0, 1),
  held: Uint32Array.of(2, 3),
}))

test('fits that are under way count for what they are, and every fit once', async () => {
  const said: [number, string?][] = []
  const refit: RefitContext['refit'] = async (request, progress) => {
    expect(request.say).toEqual([TEST])
    for (const fraction of [0.25, 0.5, 0.5]) {
      progress?.(fraction)
    }
    return { lineage: recipe, predictions, milliseconds: 1 }
  }
  const context = {
    ...testTaskContext(),
    refit,
    progress: (fraction: number, text?: string) => void said.push([fraction, text]),
  }
  const fits = await fitFolds(
    { recipe, model: { predictions }, raw },
    folds,
    context,
    fitProgress(context, folds.length),
  )
  expect(fits.map(({ held }) => [...held.ids])).toEqual([
    [2, 3],
    [2, 3],
  ])
  expect(said[0]).toEqual([0.125, '0 of 2 fits'])
  expect(said[1]).toEqual([0.25, '0 of 2 fits'])
  expect(said.at(-1)).toEqual([1, '2 of 2 fits'])
  expect(said.map(([fraction]) => fraction)).toEqual(
    said.map(([fraction]) => fraction).toSorted((a, b) => a - b),
  )
})
