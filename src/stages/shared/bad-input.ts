import { checkParam } from '../../core/check-params'
import type { Column } from '../../core/column'
import type { Rows, Target } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { defaults, type ParamSpecs, type ParamValues } from '../../core/params'
import { randomStream } from '../../core/random'
import { rowsOf, type Cell } from './testing'

/** Rows that nobody should learn from without a word, for the tests of learners and of what is made of learners. */

export type BadTask = 'binary' | 'regression' | 'clustering'
export const TARGETS: Readonly<Record<BadTask, Target>> = {
  binary: { column: 'y', task: 'binary', classes: ['no', 'yes'], positive: 1 },
  regression: { column: 'y', task: 'regression', classes: [], positive: -1 },
  clustering: { column: '', task: 'clustering', classes: [], positive: -1 },
}

export type Cells = Readonly<Record<string, readonly Cell[]>>

const N = 40
const random = randomStream(9, 'bad input')
export const each = <T extends Cell>(cell: (row: number) => T) =>
  Array.from({ length: N }, (_, row) => cell(row))
export const x = each(() => random())
export const z = each((row) => Math.round(4 * x[row]! + random()))
const level = each((row) => `level ${row % 3}`)

const answersFor = (task: BadTask): readonly Cell[] =>
  task === 'binary'
    ? each((row) => (x[row]! + 0.3 * random() > 0.6 ? 'yes' : 'no'))
    : each((row) => 1 + z[row]!)
export const truth = {
  binary: answersFor('binary'),
  regression: answersFor('regression'),
  clustering: answersFor('clustering'),
}

/** `y` is the target and `w` the weight of rows; what there is none of is left out. */
export function dataOf(cells: Cells, target: Target): Rows {
  const { table: rows } = rowsOf(cells, target)
  const roles: Readonly<Record<string, Column['role']>> = {
    y: target.task === 'clustering' ? 'ignored' : 'target',
    w: 'weight',
  }
  const columns = rows.columns.map((one) => ({ ...one, role: roles[one.name] ?? 'feature' }))
  return { target, table: { ...rows, columns } }
}

/** Quick settings: what is asked here does not hang on how long a learner goes on. */
const FEW: ParamValues = {
  max_iter: 5,
  n_estimators: 3,
  hidden_layer_sizes: '4',
  probability: 'margin',
  n_components: 20,
  max_depth: 8,
}

export function settings(specs: ParamSpecs, more: ParamValues = {}): ParamValues {
  const wanted = Object.entries({ ...FEW, ...more }).filter(
    ([name, value]) => specs[name] && checkParam(specs[name], value) === null,
  )
  return { ...defaults(specs), ...Object.fromEntries(wanted) }
}

/** `answered`, `refused`, or what is wrong with that. */
export async function outcomeOf(answer: () => Rows | Promise<Rows>): Promise<string> {
  try {
    const { table } = await answer()
    const made = table.columns.find(({ role }) => role === 'prediction')
    const finite = made?.kind === 'vector' && made.matrix.values.every(Number.isFinite)
    return finite ? 'answered' : 'answered with scores that are not finite'
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const said = [error.message, error.cure ?? '']
    return said.every((one) => /^[^\n]{10,}\.$/.test(one))
      ? 'refused'
      : `refused without a sentence: ${said.join(' ')}`
  }
}

interface Bad {
  readonly cells: (task: BadTask) => Cells
  readonly held?: (task: BadTask) => Cells
  /** Where it is the same for every learner and task with a target. */
  readonly always?: 'refused'
  /** Where every learner that takes plain numbers answers. */
  readonly plain?: 'answered'
  readonly params?: ParamValues
}

export const BAD: Readonly<Record<string, Bad>> = {
  'no rows': { cells: () => ({ x: [], y: [] }), always: 'refused' },
  'one row': { cells: (task) => ({ x: [1], y: [truth[task][0]!] }) },
  'one class, or one value': {
    cells: (task) => ({ x, y: each(() => (task === 'binary' ? 'yes' : 3)) }),
  },
  'two rows': { cells: (task) => ({ x: [1, 2], y: task === 'binary' ? ['no', 'yes'] : [1, 2] }) },
  'a column without any value': { cells: (task) => ({ x, none: each(() => null), y: truth[task] }) },
  'a constant column': { cells: (task) => ({ x, same: each(() => 1), y: truth[task] }), plain: 'answered' },
  'nothing but constant columns': { cells: (task) => ({ same: each(() => 1), y: truth[task] }) },
  'no features': { cells: (task) => ({ y: truth[task] }) },
  'a missing cell': { cells: (task) => ({ x: each((row) => (row === 7 ? null : x[row]!)), y: truth[task] }) },
  'an infinite cell': { cells: (task) => ({ x: each((row) => (row ? x[row]! : Infinity)), y: truth[task] }) },
  'enormous cells': { cells: (task) => ({ x: each((row) => x[row]! * 1e300), y: truth[task] }) },
  'tiny cells': { cells: (task) => ({ x: each((row) => x[row]! * 1e-300), y: truth[task] }) },
  'a level that was never seen': {
    cells: (task) => ({ x, level, y: truth[task] }),
    held: (task) => ({ x, level: each(() => 'new'), y: truth[task] }),
  },
  'a missing target': {
    cells: (task) => ({ x, y: each((row) => (row === 3 ? null : truth[task][row]!)) }),
  },
  'an infinite target': {
    cells: (task) => ({
      x,
      y: each((row) => (row === 3 && task !== 'binary' ? -Infinity : truth[task][row]!)),
    }),
  },
  'an enormous target': {
    cells: (task) => ({ x, y: each((row) => (task === 'binary' ? truth[task][row]! : x[row]! * 1e300)) }),
  },
  'a negative target': {
    cells: (task) => ({ x, y: each((row) => (task === 'binary' ? truth[task][row]! : -x[row]!)) }),
  },
  'weights of which some are 0': {
    cells: (task) => ({ x, w: each((row) => row % 2), y: truth[task] }),
    plain: 'answered',
  },
  'weights that are all 0': { cells: (task) => ({ x, w: each(() => 0), y: truth[task] }) },
  'weights below 0': { cells: (task) => ({ x, w: each((row) => row - 5), y: truth[task] }) },
  'weights that are missing': {
    cells: (task) => ({ x, w: each((row) => (row ? 1 : null)), y: truth[task] }),
  },
  'weights in words': { cells: (task) => ({ x, w: level, y: truth[task] }) },
  'no weight on one class': {
    cells: (task) => ({ x, w: each((row) => (truth.binary[row] === 'yes' ? 1 : 0)), y: truth[task] }),
  },
  'more clusters, neighbours and components than rows': {
    cells: (task) => ({ x, z, y: truth[task] }),
    params: { n_clusters: N + 1, n_neighbors: N + 1, n_components: N + 1 },
  },
}
