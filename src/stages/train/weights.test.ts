import { describe as suite, expect, test } from 'vitest'
import type { Rows, Target, Task } from '../../core/dataset'
import { scoresOf } from '../../core/features'
import { defaults } from '../../core/params'
import { normal, randomStream } from '../../core/random'
import { takeTable } from '../../core/table'
import { distance } from '../../reference/distance'
import { stages } from '../descriptions'
import { loadStage } from '../modules'
import { rowsOf, testContext } from '../shared/testing'

/** What the weight of a row means to each learner: it stands there so many times, or the learner says that it does not care. */

const N = 90
const random = randomStream(3, 'weights')
const draw = <T>(make: (row: number) => T) => Array.from({ length: N }, (_, row) => make(row))
const level = draw((row) => (row * 7) % 4)
const value = draw(() => normal(random))
const signal = draw((row) => value[row]! + 0.4 * level[row]! + normal(random))
const weight = draw((row) => row % 3)

const TARGETS: Readonly<Partial<Record<Task, Target>>> = {
  binary: { column: 'y', task: 'binary', classes: ['no', 'yes'], positive: 1 },
  regression: { column: 'y', task: 'regression', classes: [], positive: -1 },
  clustering: { column: '', task: 'clustering', classes: [], positive: -1 },
}

/** Counts and levels are whole, so that every learner takes them. */
function dataOf(task: Task, weights: readonly number[] | null): Rows {
  const target = TARGETS[task]!
  const y =
    task === 'binary'
      ? signal.map((s) => (s > 0.6 ? 'yes' : 'no'))
      : signal.map((s) => Math.round(Math.exp(s / 2)))
  const { table } = rowsOf({
    a: level,
    b: value.map((v) => Math.abs(Math.round(2 * v))),
    y,
    ...(weights && { w: weights }),
  })
  const columns = table.columns.map((one) => {
    const role =
      one.name === 'w'
        ? 'weight'
        : one.name !== 'y'
          ? 'feature'
          : task === 'clustering'
            ? 'ignored'
            : 'target'
    return { ...one, role } as const
  })
  return { target, table: { ...table, columns } }
}

/** The same rows without weights, each as often as it weighs. */
function repeated(task: Task): Rows {
  const { table, target } = dataOf(task, null)
  const rows = weight.flatMap((times, row) => Array<number>(times).fill(row))
  return { target, table: takeTable(table, Uint32Array.from(rows)) }
}

/** Draws of rows or of starts come out differently; with many draws they come near. */
const DRAWS: Readonly<Record<string, object>> = {
  'train/kmeans': { n_clusters: 5 },
  'train/mini-batch-kmeans': {},
  'train/mlp': { hidden_layer_sizes: '4', max_iter: 5 },
  'train/random-forest': { n_estimators: 5 },
  'train/extra-trees': { n_estimators: 5 },
  'train/sgd': {},
}
/** Told to be as exact as they can. */
const EXACT: Readonly<Record<string, object>> = {
  'train/dummy': { strategy: 'prior' },
  'train/gaussian-mixture': { n_components: 1 },
  'train/lasso': { alpha: 0.01, tol: 1e-12, max_iter: 100_000 },
  'train/elastic-net': { alpha: 0.01, tol: 1e-12, max_iter: 100_000 },
  'train/linear-svm': { probability: 'margin' },
  'train/svm': { tol: 1e-9, probability: 'margin', gamma: 'auto' },
  'train/gradient-boosting': { max_iter: 5, min_samples_leaf: 1 },
  'train/decision-tree': { max_depth: 3 },
}

/** Which cluster is found first hangs on the order of rows: each is called by the row where it first stands. */
function renamed(scores: Float64Array): Float64Array {
  const width = scores.length / N
  const names = draw((row) => scores.subarray(row * width, (row + 1) * width).join())
  return Float64Array.from(names, (name) => names.indexOf(name))
}

const learners = stages.filter(({ id, kind }) => id.startsWith('train/') && kind === 'step')

suite.each(learners)('$id', ({ id, title }) => {
  test.each(Object.keys(TARGETS) as Task[])('%s', async (task) => {
    const module = await loadStage(id)
    const params = { ...defaults(module.stage.params), ...DRAWS[id], ...EXACT[id] }
    const scored = async (data: Rows) => {
      const context = testContext()
      const { learned } = await module.fit!({ data }, params, context)
      const out = module.apply!(learned, { data: dataOf(task, null) }, params)
      const scores = scoresOf(out.table)
      return { scores: task === 'clustering' ? renamed(scores) : scores, warnings: context.warnings }
    }
    const answer = async (): Promise<string> => {
      const plain = await scored(dataOf(task, null))
      const weighed = await scored(dataOf(task, weight))
      const apart = distance(weighed.scores, plain.scores)
      if (weighed.warnings.some((one) => one.startsWith(`${title} counts every row the same`)))
        return apart === 0 ? 'does not weigh, and says so' : 'weighs, and denies it'
      if (id in DRAWS) return apart > 0 ? 'draws by weight' : 'does not weigh'
      const off = distance(weighed.scores, (await scored(repeated(task))).scores)
      return off < 1e-6 ? 'as if rows were repeated' : `off by ${off}`
    }
    const given = await answer().catch((error: Error) => error.name)
    expect([
      'UserError',
      'does not weigh, and says so',
      'draws by weight',
      'as if rows were repeated',
    ]).toContain(given)
  })
})
