import { TEST, TRAIN, truthOf, VALIDATION, type Rows } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { scoresOf } from '../../core/features'
import { choice } from '../../core/params'
import { withRoles, type Predictions } from '../../core/predictions'
import { describe, type Context, type Run } from '../../core/stage'
import { rowCount } from '../../core/table'
import { comparable, evaluate } from '../shared/evaluation'

export const stage = describe({
  id: 'evaluate/evaluate',
  version: 1,
  title: 'Evaluate',
  summary:
    'Compares predictions with the truth: metrics, confusion matrix and curves, on rows the model has not seen.',
  kind: 'task',
  params: {
    on: choice('Rows', ['test', 'validation', 'train'], {
      titles: { test: 'Test rows', validation: 'Validation rows', train: 'Training rows' },
      help: 'Which rows to look at. Training rows tell how well the model remembers, not how well it predicts. With new data wired in, all of those are looked at instead.',
    }),
  },
  inputs: { model: 'model', data: { kind: 'table', title: 'new data', optional: true } },
  outputs: {},
})

export const run: Run<typeof stage> = ({ model, data }, { on }, context) => {
  context.progress(0)
  const part = data
    ? partOf('new', predicted(context.predict(model, data)))
    : chosenPart(model.predictions, on, context)
  const { predictions, unknown, silent } = comparable(part.predictions)
  const count = predictions.truth.length
  if (unknown > 0)
    context.warn(`${rows(unknown)} without a known target ${unknown === 1 ? 'is' : 'are'} left out.`)
  if (silent > 0) {
    context.warn(
      `The model has no prediction for ${rows(silent)}, which ${silent === 1 ? 'is' : 'are'} left out.`,
      'They hold missing values, or values far beyond those in training: put Impute before the learner.',
    )
  }
  const unseen =
    predictions.target.task === 'regression' ? 0 : predictions.truth.filter((code) => code < 0).length
  if (unseen > 0) {
    context.warn(
      `${rows(unseen)} of a class that no training row had ${unseen === 1 ? 'counts' : 'count'} as wrong.`,
    )
  }
  if (count === 0) throw nothingToCompare(part.name, model.predictions.target.column)
  const views = evaluate(
    predictions,
    `${count.toLocaleString('en-US')} ${part.name} ${count === 1 ? 'row' : 'rows'}`,
    'looked',
    context,
  )
  return { outputs: {}, views, rows: { looked: { model: 'model', predictions, ...(data && { raw: data }) } } }
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
function chosenPart(predictions: Predictions, on: PartName, context: Context): Part {
  const order: readonly PartName[] = [on, 'test', 'validation', 'train']
  const found = order.find((one) => predictions.roles.includes(PARTS[one]))
  if (!found) throw nothingToCompare(NAMES[on], predictions.target.column)
  if (found !== on) {
    const honest =
      found === 'train'
        ? 'The model has seen them, so these numbers say nothing about new rows.'
        : 'Choose them in "Rows" to go without this warning.'
    context.warn(`There are no ${NAMES[on]} rows: these are the ${NAMES[found]} rows.`, honest)
  }
  return partOf(NAMES[found], withRoles(predictions, [PARTS[found]]))
}

/** New rows count as test rows: none of them trained the model. */
function predicted({ table, target }: Rows): Predictions {
  if (!target) throw new Error('The model does not know its target')
  const roles = new Uint8Array(rowCount(table)).fill(TEST)
  return { target, ids: table.ids, truth: truthOf(table, target), scores: scoresOf(table), roles }
}

const nothingToCompare = (name: string, target: string) =>
  new UserError(
    `There are no ${name} rows with both a prediction and a value of "${target}".`,
    'Look at the split, or at the data.',
  )

const rows = (count: number): string => `${count.toLocaleString('en-US')} row${count === 1 ? '' : 's'}`
