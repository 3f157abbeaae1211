import { rowsWithRole, TRAIN, WITH_TARGET } from '../../core/dataset'
import { integer, text } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import { scoresOf } from '../../core/features'
import { figure, rounded } from '../../core/numbers'
import { scoreWidth } from '../../core/predictions'
import { permutation } from '../../core/random'
import { describe } from '../../core/stage'
import { findColumn, takeTable } from '../../core/table'
import type { Run } from '../../core/task'
import type { View } from '../../core/view'
import { exactShapley, sampledShapley, type Question, type Shapley } from '../../ml/shapley'
import { cellWords } from '../shared/cell-words'
import { composer } from '../shared/composed-rows'
import { rowToExplain, saidToExplain } from '../shared/explained-row'
import { orNull } from '../shared/fold-scores'
import { requireTarget } from '../shared/requires-target'

export const stage = describe({
  id: 'evaluate/shapley',
  version: 1,
  title: 'Shapley values',
  summary:
    'Why the model says what it says of one row: how much each raw column moves the prediction away from the mean.',
  kind: 'task',
  tasks: WITH_TARGET,
  uses: ['raw'],
  params: {
    row: integer('Row', 0, {
      min: 0,
      max: 4294967295,
      help: 'Its number as Output shows it. 0 takes the test row that the model gets most wrong.',
    }),
    class: text('Class', '', {
      help: 'Whose probability to explain. Empty takes the positive class, or of several the predicted one.',
    }),
    background: integer('Background rows', 50, {
      min: 1,
      max: 1000,
      help: 'So many training rows, drawn at random, stand for a row of which nothing is known.',
    }),
    permutations: integer('Permutations', 40, {
      min: 20,
      max: 10000,
      help: 'With more than eight columns: orders that are tried for each background row, half of them reverses. More of them make the standard errors smaller.',
      advanced: true,
    }),
  },
  inputs: { model: 'model' },
  outputs: {},
})

/** Of no more columns, every set is tried. */
const MOST_EXACT = 8

export const run: Run<typeof stage> = async ({ model, raw }, params, context) => {
  if (!raw) throw new Error('Shapley values need the raw rows behind the model')
  context.progress(0)
  const { target } = model.predictions
  requireTarget(target, 'A Shapley value')
  const { at, words } = rowToExplain(model, raw, params.row, context)
  const training = rowsWithRole(raw.roles, TRAIN)
  if (training.length === 0) throw new UserError('There are no training rows.', 'Look at the split.')
  const background = permutation(training.length, context.random('background'))
    .subarray(0, params.background)
    .map((place) => training[place]!)
  const row = takeTable(raw.table, Uint32Array.of(at))
  const names = context.inputColumns(model.lineage, row)
  const said = saidToExplain(target, scoresOf(context.predict(model, row).table), params.class)
  const width = scoreWidth(target)
  const compose = composer(raw.table, at, background, names)
  const question: Question = {
    columns: names.length,
    background: background.length,
    ask: async (rows, done) => {
      // Let other work of the page be heard between goes.
      await Promise.resolve()
      context.progress(done)
      const scores = scoresOf(context.predict(model, compose(rows)).table)
      return Float64Array.from(rows.background, (_, i) => scores[i * width + said.at]!)
    },
  }
  const isExact = names.length <= MOST_EXACT
  const found = isExact
    ? await exactShapley(question)
    : await sampledShapley(question, Math.ceil(params.permutations / 2), context.random('orders'))
  if (![found.prediction, found.base, ...found.values].every(Number.isFinite)) {
    throw new UserError(
      `The model says nothing of ${words}, or of some training rows.`,
      'Explain another row, or look at what comes out of the model.',
    )
  }
  const cells = names.map((name) => cellWords(findColumn(row, name)!, 0))
  const about: About = { words, said: said.words, background: background.length, isExact }
  return { outputs: {}, views: shapleyViews(names, cells, found, about) }
}

interface About {
  readonly words: string
  readonly said: string
  readonly background: number
  readonly isExact: boolean
}

const SHOWN = 20
const ROUNDING = 1e-12

function shapleyViews(
  names: readonly string[],
  cells: readonly string[],
  { values, errors, allErrors, base, prediction }: Shapley,
  { words, said, background, isExact }: About,
): Record<string, View> {
  const order = names.map((_, j) => j).sort((a, b) => Math.abs(values[b]!) - Math.abs(values[a]!))
  const sum = values.reduce((total, value) => total + value, 0)
  const rows = `${background.toLocaleString('en-US')} training row${background === 1 ? '' : 's'}`
  const gap = prediction - base - sum
  const most = errors.reduce((large, error) => Math.max(large, error), 0)
  return {
    figures: {
      kind: 'figures',
      title: `${said}: ${words}`,
      figures: [
        { name: 'prediction', title: 'Prediction', value: prediction },
        { name: 'base', title: `Mean of ${rows}`, value: base },
        { name: 'sum', title: 'Sum of the Shapley values', value: sum },
        {
          name: 'gap',
          title: 'What the sum leaves open',
          value: Math.abs(gap) < ROUNDING * Math.max(Math.abs(prediction), Math.abs(base)) ? 0 : gap,
          note: 'The prediction less the mean less the sum: 0 but for rounding.',
        },
      ],
    },
    ...(order.length > 0 && {
      values: {
        kind: 'bars',
        title: `What each column adds: ${words}`,
        x: `Shapley value: ${said}`,
        bars: order.slice(0, SHOWN).map((j) => ({
          label: `${names[j]!} = ${cells[j]!}`,
          value: values[j]!,
          ...(!isExact && { off: errors[j]! }),
        })),
        note: `From ${figure(base)}, the mean of ${rows}, to ${figure(prediction)}. ${
          isExact
            ? 'Exact: every set of columns was tried.'
            : `Estimated from random orders, with standard errors of ${rounded(most)} at most.`
        } Columns are replaced by those of other rows on their own, so cells that never go together are asked about too.`,
      },
    }),
    table: {
      kind: 'table',
      title: `Shapley values of ${names.length} columns: ${said}`,
      columns: ['Column', 'Cell', 'Value', 'Standard error', 'Background included'],
      rows: order.map((j) => [names[j]!, cells[j]!, values[j]!, errors[j]!, orNull(allErrors[j]!)]),
    },
  }
}
