import type { Column } from '../../core/column'
import type { Context } from '../../core/context'
import { labelled, CLASSES } from '../../core/dataset'
import { integer } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import { withScores } from '../../core/features'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { findColumn, rowCount, type Table } from '../../core/table'
import type { View } from '../../core/view'
import {
  categoricalScores,
  fitCategoricalBayes,
  UNSEEN,
  type CategoricalBayes,
} from '../../ml/bayes/categorical'
import { softmax } from '../../ml/link'
import { alphaParam, bayesTruth, fitPriorParam } from '../shared/bayes'
import { columnOf } from '../shared/columns'
import { noFeatures } from '../shared/learner'
import { countLevels } from '../shared/count-levels'
import { needsOf } from '../shared/needs'

interface Learned extends CategoricalBayes {
  readonly columns: readonly { readonly name: string; readonly levels: readonly string[] }[]
  readonly classes: readonly string[]
}

export const stage = describe({
  id: 'train/categorical-nb',
  version: 1,
  title: 'Categorical naive Bayes',
  summary:
    'Learns how often each level comes up in each class. Takes categories as they are; cells that are missing tell it nothing.',
  kind: 'step',
  tasks: CLASSES,
  params: {
    alpha: alphaParam(),
    min_categories: integer('Levels at least', 0, {
      min: 0,
      help: 'How many levels every column is taken to have, whether or not they came up. A level that never came up counts as seen 0 times.',
      advanced: true,
    }),
    fit_prior: fitPriorParam(),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }) => {
  const { classes, rows, vector } = needsOf(data)
  const features = data.table.columns.filter(({ role }) => role === 'feature')
  const numbers = features.filter(({ kind }) => kind === 'number').length
  const counts = features.map(countLevels)
  const cells = counts.reduce((sum, count) => sum + count, 0) + Math.max(0, ...counts)
  return numbers * rows * 4 + cells * classes * 8 + vector
}

export const fit: Fit<typeof stage, Learned> = ({ data }, params, context) => {
  context.progress(0)
  const { truth, target, weights } = bayesTruth(data, stage.title)
  const given = data.table.columns
    .filter(({ role }) => role === 'feature')
    .map((one) => levelsOf(one, context))
  if (given.length === 0) throw noFeatures()
  const { classes } = target
  const { alpha, fit_prior: fitPrior, min_categories: least } = params
  const model = fitCategoricalBayes(
    given.map(({ codes, levels }) => ({ codes, count: levels.length })),
    truth,
    classes.length,
    { alpha, fitPrior, least },
    weights,
  )
  const columns = given.map(({ name, levels }) => ({ name, levels }))
  return { learned: { ...model, columns, classes } }
}

/** More distinct numbers than this are hardly levels. */
const MANY_LEVELS = 50

/** The levels of a category; every distinct number is one. @throws UserError for a column of another kind */
function levelsOf(column: Column, context: Context) {
  if (column.kind !== 'category' && column.kind !== 'number') {
    const cure =
      column.kind === 'vector'
        ? 'Take Encode away before this stage.'
        : 'Ignore the column in Target and split.'
    const message = `Column "${column.name}" is a ${column.kind} column, and this learner takes categories as they are.`
    throw new UserError(message, cure, { column: column.name })
  }
  const { codes, levels } = labelled(column)
  if (column.kind === 'number' && levels.length > MANY_LEVELS) {
    context.warn(
      `Each of the ${levels.length.toLocaleString('en-US')} numbers of "${column.name}" counts as a level of its own.`,
      'Ignore the column, or choose Gaussian naive Bayes.',
    )
  }
  return { name: column.name, codes, levels }
}

export const apply: Apply<typeof stage, Learned> = (learned, { data }) => {
  const codes = learned.columns.map(({ name, levels }) => codesIn(data.table, name, levels))
  const scores = categoricalScores(learned, codes, rowCount(data.table))
  return { ...data, table: withScores(data.table, data.target!, softmax(scores, learned.classes.length)) }
}

/** The level of every row, whether its column was read as categories or as numbers. */
function codesIn(table: Table, name: string, levels: readonly string[]): Int32Array {
  const found = findColumn(table, name)
  const column = found?.kind === 'number' ? found : columnOf(table, name, 'category')
  const own = labelled(column)
  const index = new Map(levels.map((level, code) => [level, code]))
  const map = own.levels.map((level) => index.get(level) ?? UNSEEN)
  return own.codes.map((code) => (code < 0 ? -1 : map[code]!))
}

const MOST_ROWS = 1000

export const explain: Explain<Learned> = ({ columns, classes, features }): Record<string, View> => {
  const rows = columns.flatMap(({ name, levels }, k) =>
    levels.map((level, at) => [
      name,
      level,
      ...classes.map((_, code) => Math.exp(features[k]!.logProbability[at * classes.length + code]!)),
    ]),
  )
  const limit = rows.length > MOST_ROWS ? ` (the first ${MOST_ROWS} of ${rows.length})` : ''
  return {
    shares: {
      kind: 'table',
      title: `Share of each level in a class${limit}`,
      columns: ['Column', 'Level', ...classes],
      rows: rows.slice(0, MOST_ROWS),
    },
  }
}
