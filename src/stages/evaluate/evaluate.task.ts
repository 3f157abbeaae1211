import type { Context, TaskContext } from '../../core/context'
import { TEST, TRAIN, VALIDATION, type Rows } from '../../core/dataset'
import { choice } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import type { Model } from '../../core/lineage'
import { predictionsIn } from '../../core/predicted'
import { withRoles, type Predictions } from '../../core/predictions'
import { describe } from '../../core/stage'
import { rowCount, type Table } from '../../core/table'
import type { Run } from '../../core/task'
import { requireSameTarget } from '../shared/ensemble-rows'
import { comparable, evaluate } from '../shared/evaluation'
import { modelViews, type Beside } from '../shared/model-views'
import { namesApart } from '../shared/names-apart'

export const stage = describe({
  id: 'evaluate/evaluate',
  version: 3,
  title: 'Evaluate',
  summary:
    'Compares predictions with the truth: metrics, confusion matrix and curves, on rows the model has not seen. Of clusters: how well they hold together. Several models stand side by side.',
  kind: 'task',
  params: {
    on: choice('Rows', ['test', 'validation', 'train'], {
      titles: { test: 'Test rows', validation: 'Validation rows', train: 'Training rows' },
      help: 'Which rows to look at. Training rows tell how well the model remembers, not how well it predicts. With new data wired in, all of those are looked at instead.',
    }),
  },
  inputs: {
    models: { kind: 'model', title: 'model', many: true },
    data: { kind: 'table', title: 'new data', optional: true },
  },
  outputs: {},
  renamed: { 1: { model: 'models-1' } },
})

export const run: Run<typeof stage> = ({ models, data }, { on }, context) => {
  context.progress(0)
  const ports = Object.keys(models)
  const names = namesApart(Object.values(models).map(({ name }) => name))
  requireSameTarget(
    Object.values(models).map(({ predictions }) => predictions.target),
    names,
  )
  const looks = ports.map((port, m) =>
    lookAt(models[port]!, port, names[m]!, ports.length > 1, data, on, context),
  )
  const views = looks.map((look, m) => {
    const by = ports.length > 1 ? ` by ${look.name}` : ''
    return evaluate(look.predictions, `${whereOf(look)}${by}`, look.rows, {
      random: (name) => context.random(name),
      progress: (fraction, text) => context.progress((m + fraction) / looks.length, text),
    })
  })
  const rows = Object.fromEntries(
    looks.map(({ predictions, rows: port }) => [
      port,
      { model: port, predictions, ...(data && { raw: data }) },
    ]),
  )
  if (looks.length === 1) return { outputs: {}, views: views[0]!, rows }
  const [first] = looks
  if (looks.some((one) => !sameRows(one.predictions.ids, first!.predictions.ids))) {
    context.warn(
      'The models are not looked at on the same rows, so their figures do not compare.',
      'Let them share one Target and split.',
    )
  }
  const shared = modelViews(looks, whereOf(first!))
  const own = looks.flatMap(({ name, rows: port }, m) =>
    Object.entries(views[m]!)
      .filter(([id]) => !(id in shared))
      .map(([id, view]) => [m === 0 ? id : `${port} ${id}`, { ...view, of: name }] as const),
  )
  return { outputs: {}, views: { ...Object.fromEntries(own), ...shared }, rows }
}

const whereOf = ({ part, predictions }: Look): string => {
  const count = predictions.truth.length
  return `${count.toLocaleString('en-US')} ${part} ${count === 1 ? 'row' : 'rows'}`
}

const sameRows = (a: Uint32Array, b: Uint32Array): boolean =>
  a.length === b.length && a.every((id, i) => id === b[i])

interface Look extends Beside {
  readonly part: string
}

/** What a model says of the rows that were asked for, with warnings of those that cannot be compared. */
function lookAt(
  model: Model,
  port: string,
  name: string,
  isOneOfMany: boolean,
  data: Table | undefined,
  on: PartName,
  context: TaskContext,
): Look {
  const said = isOneOfMany ? `${name}: ` : ''
  const warn = (message: string, cure?: string) => context.warn(`${said}${message}`, cure)
  const part = data
    ? partOf('new', predicted(context.predict(model, data)))
    : chosenPart(model.predictions, on, { warn })
  const { predictions, unknown, silent } = comparable(part.predictions)
  if (unknown > 0) warn(`${rows(unknown)} without a known target ${unknown === 1 ? 'is' : 'are'} left out.`)
  if (silent > 0) {
    warn(
      `The model has no prediction for ${rows(silent)}, which ${silent === 1 ? 'is' : 'are'} left out.`,
      'They hold missing values, or values far beyond those in training: put Impute before the learner.',
    )
  }
  const unseen =
    predictions.target.task === 'regression' || predictions.target.task === 'clustering'
      ? 0
      : predictions.truth.filter((code) => code < 0).length
  if (unseen > 0) {
    warn(`${rows(unseen)} of a class that no training row had ${unseen === 1 ? 'counts' : 'count'} as wrong.`)
  }
  if (predictions.truth.length === 0) throw nothingToCompare(part.name, model.predictions.target.column)
  return { name, node: model.lineage.nodes.at(-1)?.id ?? null, rows: port, part: part.name, predictions }
}

interface Part {
  readonly name: string
  readonly predictions: Predictions
}

const partOf = (name: string, predictions: Predictions): Part => ({ name, predictions })

const PARTS = { test: TEST, validation: VALIDATION, train: TRAIN } as const
const NAMES = { test: 'test', validation: 'validation', train: 'training' } as const
type PartName = keyof typeof PARTS

/** The rows that were asked for, or, with a warning, the best there are instead. */
function chosenPart(predictions: Predictions, on: PartName, { warn }: Pick<Context, 'warn'>): Part {
  const order: readonly PartName[] = [on, 'test', 'validation', 'train']
  const found = order.find((one) => predictions.roles.includes(PARTS[one]))
  if (!found) throw nothingToCompare(NAMES[on], predictions.target.column)
  // Where nothing is predicted there is nothing to remember: every row trains, and may be looked at.
  const isSeenAnyway = predictions.target.task === 'clustering' && found === 'train'
  if (found !== on && !isSeenAnyway) {
    const honest =
      found === 'train'
        ? 'The model has seen them, so these numbers say nothing about new rows.'
        : 'Choose them in "Rows" to go without this warning.'
    warn(`There are no ${NAMES[on]} rows: these are the ${NAMES[found]} rows.`, honest)
  }
  return partOf(NAMES[found], withRoles(predictions, [PARTS[found]]))
}

/** New rows count as test rows: none of them trained the model. */
const predicted = (rows: Rows): Predictions =>
  predictionsIn(rows, new Uint8Array(rowCount(rows.table)).fill(TEST))

const nothingToCompare = (name: string, target: string) =>
  new UserError(
    `There are no ${name} rows with ${target === '' ? 'a prediction' : `both a prediction and a value of "${target}"`}.`,
    'Look at the split, or at the data.',
  )

const rows = (count: number): string => `${count.toLocaleString('en-US')} row${count === 1 ? '' : 's'}`
