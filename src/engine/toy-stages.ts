import type { NumberColumn } from '../core/column'
import { TEST, TRAIN, type Rows } from '../core/dataset'
import { flag, number } from '../core/declare-params'
import { UserError } from '../core/errors'
import { scoresOf, withScores } from '../core/features'
import { describe } from '../core/stage'
import type { Apply, ApplyWrapper, AssignRoles, Fit, FitWrapper } from '../core/stage-parts'
import { findColumn, table, takeTable, withColumns } from '../core/table'
import type { Run, Watch } from '../core/task'
import type { StageModule } from '../stages/modules'
import type { Stages } from './stages'

/** Small stages of every kind, for the engine's own tests. */

export const values = (rows: Rows, name: string) => (findColumn(rows.table, name) as NumberColumn).values
const mean = (numbers: Float64Array) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

const split = (() => {
  const stage = describe({
    id: 'toy/split',
    version: 1,
    title: 'Split',
    summary: '',
    kind: 'step',
    params: {},
    inputs: { data: 'table' },
    outputs: { data: 'dataset' },
  })
  const assignRoles: AssignRoles<typeof stage> = (rows) =>
    Uint8Array.from(rows.ids, (id) => (id % 2 ? TEST : TRAIN))
  const fit: Fit<typeof stage, null> = () => ({ learned: null })
  const apply: Apply<typeof stage, null> = (_, { data }) => ({
    table: data.table,
    target: { column: 'y', task: 'regression', classes: [], positive: -1 },
  })
  return { stage, assignRoles, fit, apply }
})()

const centre = (() => {
  const stage = describe({
    id: 'toy/centre',
    version: 1,
    title: 'Centre',
    summary: '',
    kind: 'step',
    params: { shift: number('Shift', 0) },
    inputs: { data: 'dataset' },
    outputs: { data: 'dataset' },
  })
  const fit: Fit<typeof stage, number> = ({ data }) => ({ learned: mean(values(data, 'x')) })
  const apply: Apply<typeof stage, number> = (learned, { data }, { shift }) => ({
    ...data,
    table: withColumns(data.table, [
      {
        kind: 'number',
        role: 'feature',
        name: 'x',
        values: values(data, 'x').map((x) => x - learned + shift),
      },
    ]),
  })
  return { stage, fit, apply }
})()

/** Leaves out the training row with the largest x, and doubles the first one. */
const resample = (() => {
  const stage = describe({
    id: 'toy/resample',
    version: 1,
    title: 'Resample',
    summary: '',
    kind: 'step',
    params: { on: flag('On', true) },
    inputs: { data: 'dataset' },
    outputs: { data: 'dataset' },
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
    id: 'toy/mean',
    version: 1,
    title: 'Mean',
    summary: '',
    kind: 'step',
    params: {},
    inputs: { data: 'dataset' },
    outputs: { model: 'model' },
  })
  const fit: Fit<typeof stage, { y: number; x: number }> = async ({ data }, _, context) => {
    const learned = { y: mean(values(data, 'y')), x: mean(values(data, 'x')) }
    context.soFar(() => ({ ...learned, y: 0 }))
    await new Promise((resolve) => setTimeout(resolve))
    return { learned }
  }
  const apply: Apply<typeof stage, { y: number; x: number }> = (learned, { data }) => ({
    ...data,
    table: withScores(
      data.table,
      data.target!,
      values(data, 'x').map((x) => learned.y + x - learned.x),
    ),
  })
  return { stage, fit, apply }
})()

/** Adds to its model's prediction what it was off by in a fold of the training rows: a wrapper. */
const correct = (() => {
  const stage = describe({
    id: 'toy/correct',
    version: 1,
    title: 'Correct',
    summary: '',
    kind: 'wrapper',
    params: {},
    inputs: { model: 'model' },
    outputs: { model: 'model' },
  })
  const fitWrapper: FitWrapper<typeof stage, number> = async ({ model }, { raw, roles }, _, context) => {
    const first = roles.indexOf(TRAIN)
    const fold = roles.map((role, row) => (row === first ? TEST : role))
    const { predictions } = await context.refit({ recipe: model, raw, roles: fold })
    const { lineage } = await context.refit({ recipe: model, raw, roles })
    return { models: { model: lineage }, own: predictions.truth[first]! - predictions.scores[first]! }
  }
  const apply: ApplyWrapper<typeof stage, number> = (own, { model }) => ({
    ...model!,
    table: withScores(
      model!.table,
      model!.target!,
      scoresOf(model!.table).map((score) => score + own),
    ),
  })
  return { stage, fitWrapper, apply }
})()

/** Ten rows; `boom` fails as a person's data would. */
const source = (() => {
  const stage = describe({
    id: 'toy/source',
    version: 1,
    title: 'Source',
    summary: '',
    kind: 'task',
    params: { scale: number('Scale', 1), boom: flag('Boom', false) },
    inputs: {},
    outputs: { data: 'table' },
  })
  const run: Run<typeof stage> = (_, { scale, boom }, context) => {
    context.progress(0.5, 'half way')
    if (boom) throw new UserError('The source is broken.', 'Mend it.', { column: 'x', row: 3 })
    const column = (name: string, value: (i: number) => number): NumberColumn => ({
      kind: 'number',
      role: 'feature',
      name,
      values: Float64Array.from({ length: 10 }, (__, i) => value(i)),
    })
    return {
      outputs: { data: table([column('x', (i) => i * scale), column('y', (i) => 2 * i)]) },
      hash: 'abc',
    }
  }
  return { stage, run }
})()

/** Takes what it learned before and adds one; ends early when asked to. What follows hangs on what it learned. */
const counter = (() => {
  const stage = describe({
    id: 'toy/counter',
    version: 1,
    title: 'Counter',
    summary: '',
    kind: 'step',
    finishes: true,
    inexact: true,
    params: {},
    inputs: { data: 'dataset' },
    outputs: { data: 'dataset' },
  })
  const fit: Fit<typeof stage, number> = async (_, __, context) => {
    await new Promise((resolve) => setTimeout(resolve))
    const learned = Number(context.previous ?? 0) + 1
    context.view('count', {
      kind: 'figures',
      title: 'Count',
      figures: [{ name: 'n', title: 'n', value: learned }],
    })
    return context.finish.aborted ? { learned, stopped: 'You had enough.' } : { learned }
  }
  const apply: Apply<typeof stage, number> = (_, { data }) => data
  return { stage, fit, apply }
})()

/** How many training rows stand behind a model, and its predictor's answer for the raw rows. */
const inspect = (() => {
  const stage = describe({
    id: 'toy/inspect',
    version: 1,
    title: 'Inspect',
    summary: '',
    kind: 'task',
    uses: ['raw'],
    params: {},
    inputs: { model: 'model' },
    outputs: {},
  })
  const run: Run<typeof stage> = ({ model, raw }, _, context) => {
    context.warn('Only a toy.')
    const trained = raw!.roles.filter((role) => role === TRAIN).length
    const figures = [{ name: 'trained', title: 'Trained', value: trained }]
    return {
      outputs: {},
      views: { [model.name]: { kind: 'figures', title: 'Figures', figures } },
    }
  }
  return { stage, run }
})()

/** What its model says of the first raw row, also while that is being fitted. */
const look = (() => {
  const stage = describe({
    id: 'toy/look',
    version: 1,
    title: 'Look',
    summary: '',
    kind: 'task',
    uses: ['raw'],
    watches: true,
    params: { blind: flag('Blind', false) },
    inputs: { model: 'model' },
    outputs: {},
  })
  const watch: Watch<typeof stage> = ({ columns, table: raw, truth }, { blind }) => {
    if (blind) throw new UserError('It sees nothing.', 'Open its eyes.')
    const title = `${columns.join(', ')}; truth ${[...truth].join(' ')}`
    return {
      rows: takeTable(raw, Uint32Array.of(0)),
      views: ({ table: said }) => ({
        said: { kind: 'figures', title, figures: [{ name: 's', title: 's', value: scoresOf(said)[0]! }] },
      }),
    }
  }
  const run: Run<typeof stage> = ({ model, raw }, params, context) => {
    const { target, truth } = model.predictions
    const { rows, views } = watch({ ...raw!, target, truth, columns: ['x'] }, params, context)
    return { outputs: {}, views: views(context.predict(model, rows)) }
  }
  return { stage, watch, run }
})()

const toys = new Map(
  [split, centre, resample, meanLearner, correct, counter, source, inspect, look].map((one) => [
    one.stage.id,
    one as unknown as StageModule,
  ]),
)

export const lookupToy = (id: string) => toys.get(id)?.stage
export const toyStages: Stages = {
  load: (id) => Promise.resolve(toys.get(id)!),
  applies: new Map([...toys].map(([id, { apply }]) => [id, apply!])),
}
