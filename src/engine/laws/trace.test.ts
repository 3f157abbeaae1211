import { expect, test } from 'vitest'
import { recipeOf, type Recipe } from '../../core/lineage'
import { defaults } from '../../core/params'
import { scoreWidth } from '../../core/predictions'
import { lookupStage } from '../../stages/descriptions'
import { applies } from '../../stages/apply'
import { tableOf } from '../../stages/shared/testing'
import { execute } from '../execute'
import { cutTable } from '../looked-at'
import { predictionsOf, refit } from '../refit'
import { productStages } from '../stages'
import { rowsForTrace, traceRow } from '../trace'
import { rawTrail } from '../trail'
import { cellReader } from '../window'
import { canonical } from './canonical'
import { fittedModel } from './run-task'

const N = 120
const x = (i: number) => Math.sin(i * 12.9898) * 3
const raw = tableOf({
  x: Array.from({ length: N }, (_, i) => (i % 9 === 0 ? null : x(i))),
  city: Array.from({ length: N }, (_, i) => ['Oslo', 'Rome', null][i % 3]!),
  prediction: Array.from({ length: N }, (_, i) => i),
  y: Array.from({ length: N }, (_, i) => (x(i) + 3 * Math.sin(i * 7.1) > 0.5 ? 'yes' : 'no')),
})
const signal = new AbortController().signal
const base = () =>
  fittedModel(canonical({ target: 'y', ignore: { only: ['prediction'] } }, ['train/logistic']), raw)

test('a row is followed through every step, with what each of them changed', async () => {
  const { model } = await base()
  const id = 9
  const row = rowsForTrace(model.lineage.nodes, raw, id, lookupStage)
  const { raw: given, steps } = traceRow(model.lineage, row, applies)
  expect(given.find(({ name }) => name === 'x')).toMatchObject({ before: null })
  const cell = (step: string, name: string) =>
    steps.find(({ node }) => node === step)?.cells.find((one) => one.name === name)
  expect(steps.map(({ node }) => node)).toEqual(canonical({}, ['train/logistic']).map(([stage]) => stage))
  expect(cell('preprocess/impute', 'x')).toMatchObject({ change: 'changed', before: null })
  expect(cell('preprocess/scale', 'x')).toMatchObject({ change: 'changed' })
  expect(cell('preprocess/scale', 'city')).toMatchObject({ change: 'same' })
  expect(cell('preprocess/encode', 'city')).toMatchObject({
    kind: 'vector',
    change: 'changed',
    before: 'Oslo',
  })
  expect(steps.at(-1)!.cells.filter(({ change }) => change !== 'same')).toMatchObject([{ change: 'changed' }])
})

test('what the steps end in is what the model said of that row, inside wrappers too', async () => {
  const { model, raw: given } = await base()
  const { params, version } = lookupStage('evaluate/calibrate')!
  const recipe: Recipe = {
    cast: model.lineage.cast,
    nodes: [
      {
        id: 'calibrate',
        stage: 'evaluate/calibrate',
        version,
        params: defaults(params),
        inputs: {},
        models: { model: recipeOf(model.lineage) },
      },
    ],
  }
  const { flow, lineage } = await refit(
    { recipe, raw: given.table, roles: given.roles, seed: 0 },
    productStages,
    signal,
  )
  const { ids, scores, target } = predictionsOf(flow)
  for (const place of [3, 50, 117]) {
    const row = rowsForTrace(lineage.nodes, raw, ids[place]!, lookupStage)
    const { steps } = traceRow(lineage, row, applies)
    expect(steps.map(({ within }) => within.length)).toEqual([1, 1, 1, 1, 1, 0])
    const said = steps.at(-1)!.cells.find(({ name }) => name === 'prediction')!
    const width = scoreWidth(target)
    const words = target.classes.map((label, k) => `${label} ${+scores[place * width + k]!.toPrecision(4)}`)
    expect(said).toMatchObject({ change: 'changed', after: words.join(', ') })
  }
})

test('a task hands over what its views are made of: truth, prediction and raw columns, the most wrong first', async () => {
  const { model } = await base()
  const job = {
    node: 'evaluate',
    stage: 'evaluate/evaluate',
    params: { on: 'test' },
    seed: 0,
    inputs: { 'models-1': { kind: 'model' as const, model } },
  }
  const nowhere = () => Promise.reject(new Error('Nothing here reads files'))
  const done = await execute(
    job,
    signal,
    { progress: () => {}, view: () => {} },
    { stages: productStages, file: nowhere, asset: nowhere, predictorSource: nowhere },
  )
  const view = done.views['confusion']
  if (done.kind !== 'task' || view?.kind !== 'confusion') throw new Error('No confusion matrix')
  const trail = rawTrail(model.lineage.cast, 'key', 'data', 'hash')
  const looked = { ...done.rows![view.select!.rows]!, trail }
  const table = cutTable(looked, raw, view.select!.cuts[1]!)
  expect(table.ids).toHaveLength(view.counts[0]![1]!)
  expect(table.columns.map(({ name }) => name)).toEqual([
    'y',
    'prediction_2',
    'error',
    'probability_no',
    'probability_yes',
    'x',
    'city',
    'prediction',
  ])
  const cells = (name: string) => {
    const read = cellReader(table.columns.find((column) => column.name === name)!)
    return Array.from(table.ids, (_, row) => read(row))
  }
  expect(new Set(cells('y'))).toEqual(new Set(['no']))
  expect(new Set(cells('prediction_2'))).toEqual(new Set(['yes']))
  expect(cells('prediction')).toEqual([...table.ids])
  expect(cells('error')).toEqual(cells('error').toSorted((a, b) => Number(b) - Number(a)))
  const digits = (name: string) => cells(name).map((cell) => Number(cell).toFixed(12))
  expect(digits('error')).toEqual(digits('probability_yes'))
})
