import { describe as suite, expect, test } from 'vitest'
import type { NumberColumn } from '../core/column'
import { EXCLUDED, TEST, TRAIN, type Rows } from '../core/dataset'
import { describe, type Apply, type AssignRoles, type Fit } from '../core/stage'
import { flag, number } from '../core/params'
import { RAW } from '../core/lineage'
import { findColumn, table, takeTable, withColumns } from '../core/table'
import { withScores } from '../core/features'
import type { LoadStage, StageModule } from '../stages/modules'
import { makeContext } from './context'
import { predictionsOf, refit, type Recipe } from './refit'
import { predict } from '../runtime/predict'

const values = (rows: Rows, name: string) => (findColumn(rows.table, name) as NumberColumn).values
const mean = (numbers: Float64Array) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

const split = (() => {
  const stage = describe({
    id: 'toy/split', version: 1, title: 'Split', summary: '', kind: 'step',
    params: {}, inputs: { data: 'table' }, outputs: { data: 'dataset' },
  })
  const assignRoles: AssignRoles<typeof stage> = (rows) => Uint8Array.from(rows.ids, (id) => (id % 2 ? TEST : TRAIN))
  const fit: Fit<typeof stage, null> = () => ({ learned: null })
  const apply: Apply<typeof stage, null> = (_, { data }) => ({
    table: data.table,
    target: { column: 'y', task: 'regression', classes: [], positive: -1 },
  })
  return { stage, assignRoles, fit, apply }
})()

const centre = (() => {
  const stage = describe({
    id: 'toy/centre', version: 1, title: 'Centre', summary: '', kind: 'step',
    params: { shift: number('Shift', 0) }, inputs: { data: 'dataset' }, outputs: { data: 'dataset' },
  })
  const fit: Fit<typeof stage, number> = ({ data }) => ({ learned: mean(values(data, 'x')) })
  const apply: Apply<typeof stage, number> = (learned, { data }, { shift }) => ({
    ...data,
    table: withColumns(data.table, [
      { kind: 'number', role: 'feature', name: 'x', values: values(data, 'x').map((x) => x - learned + shift) },
    ]),
  })
  return { stage, fit, apply }
})()

/** Leaves out the training row with the largest x, and doubles the first one. */
const resample = (() => {
  const stage = describe({
    id: 'toy/resample', version: 1, title: 'Resample', summary: '', kind: 'step',
    params: { on: flag('On', true) }, inputs: { data: 'dataset' }, outputs: { data: 'dataset' },
  })
  const fit: Fit<typeof stage, null> = ({ data }) => {
    const x = values(data, 'x')
    const worst = x.indexOf(Math.max(...x))
    const kept = Uint32Array.from([...x.keys()].filter((i) => i !== worst))
    const rows = takeTable(data.table, Uint32Array.from([...kept, 0]))
    const ids = rows.ids.slice()
    ids[ids.length - 1] = 1000
    return { learned: null, training: { ...rows, ids } }
  }
  const apply: Apply<typeof stage, null> = (_, { data }) => data
  return { stage, fit, apply }
})()

const meanLearner = (() => {
  const stage = describe({
    id: 'toy/mean', version: 1, title: 'Mean', summary: '', kind: 'step',
    params: {}, inputs: { data: 'dataset' }, outputs: { model: 'model' },
  })
  const fit: Fit<typeof stage, { y: number; x: number }> = ({ data }) => ({
    learned: { y: mean(values(data, 'y')), x: mean(values(data, 'x')) },
  })
  const apply: Apply<typeof stage, { y: number; x: number }> = (learned, { data }) => ({
    ...data,
    table: withScores(data.table, data.target!, values(data, 'x').map((x) => learned.y + x - learned.x)),
  })
  return { stage, fit, apply }
})()

const toys = new Map([split, centre, resample, meanLearner].map((one) => [one.stage.id, one as unknown as StageModule]))
const loadStage: LoadStage = (id) => Promise.resolve(toys.get(id)!)
const context = (node: string) => makeContext(0, node, new AbortController().signal)

const recipe = (...ids: string[]): Recipe => ({
  cast: { columns: [], decimal: '.', missing: [] },
  nodes: ids.map((id, i) => ({
    id, stage: `toy/${id}`, version: 1, params: id === 'centre' ? { shift: 0 } : {},
    inputs: { data: i === 0 ? RAW : ids[i - 1]! },
  })),
})

const raw = table([
  { kind: 'number', role: 'feature', name: 'x', values: Float64Array.of(1, 100, 2, 200, 6, 300) },
  { kind: 'number', role: 'feature', name: 'y', values: Float64Array.of(10, 0, 20, 0, 60, 0) },
])
const roles = Uint8Array.of(TRAIN, TEST, TRAIN, TEST, TRAIN, TEST)

suite('refit', () => {
  test('fits every node on the training rows alone', async () => {
    const { lineage } = await refit(recipe('split', 'centre', 'mean'), raw, roles, loadStage, context)
    expect(lineage.nodes.map((node) => node.learned)).toEqual([null, 3, { y: 30, x: 0 }])
  })

  test('learns the same bits when rows that do not train are changed', async () => {
    const other = withColumns(raw, [
      { kind: 'number', role: 'feature', name: 'x', values: Float64Array.of(1, -7, 2, Number.NaN, 6, 1e300) },
    ])
    const before = await refit(recipe('split', 'centre', 'mean'), raw, roles, loadStage, context)
    const after = await refit(recipe('split', 'centre', 'mean'), other, roles, loadStage, context)
    expect(after.lineage).toEqual(before.lineage)
  })

  test('predicts what the predictor says of the same raw rows', async () => {
    const { lineage, flow } = await refit(recipe('split', 'centre', 'mean'), raw, roles, loadStage, context)
    const again = predict(lineage, raw, new Map([...toys].map(([id, one]) => [id, one.apply!])))
    expect(predictionsOf(flow).scores).toEqual(Float64Array.of(28, 127, 29, 227, 33, 327))
    expect(predictionsOf({ ...again, roles }).scores).toEqual(predictionsOf(flow).scores)
  })

  test('other roles train other rows, and parameters can be overridden', async () => {
    const flipped = roles.map((role) => (role === TRAIN ? TEST : TRAIN))
    const { lineage } = await refit(recipe('split', 'centre', 'mean'), raw, flipped, loadStage, context, {
      centre: { shift: 5 },
    })
    expect(lineage.nodes.map((node) => node.learned)).toEqual([null, 200, { y: 0, x: 5 }])
  })

  test('a step may drop and make training rows; rows held out stay as they are', async () => {
    const { flow } = await refit(recipe('split', 'resample', 'mean'), raw, roles, loadStage, context)
    expect([...flow.table.ids]).toEqual([0, 1, 2, 3, 4, 5, 1000])
    expect([...flow.roles!]).toEqual([TRAIN, TEST, TRAIN, TEST, EXCLUDED, TEST, TRAIN])
    expect([...values(flow, 'y')]).toEqual([10, 0, 20, 0, 60, 0, 10])
  })

  test('stops before a fit when the work was aborted', async () => {
    const stopped = AbortSignal.abort()
    const run = refit(recipe('split', 'mean'), raw, roles, loadStage, (node) => makeContext(0, node, stopped))
    await expect(run).rejects.toMatchObject({ name: 'AbortError' })
  })
})
