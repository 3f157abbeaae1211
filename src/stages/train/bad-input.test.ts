import { beforeAll, describe as suite, expect, test } from 'vitest'
import { checkParam } from '../../core/check-params'
import { sortedCategory, type Column } from '../../core/column'
import type { Rows, Target } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { defaults, type ParamValues } from '../../core/params'
import { randomStream } from '../../core/random'
import { table, takeTable } from '../../core/table'
import { newKernel } from '../../ml/trees/kernel'
import { stages } from '../descriptions'
import { loadStage } from '../modules'
import { rowsOf, testContext, type Cell } from '../shared/testing'

/** Whatever a learner is handed, it answers with finite scores or refuses in words. */

const learners = stages.filter(({ id, kind }) => id.startsWith('train/') && kind === 'step')

/** The kernel is compiled first, which takes a while. */
beforeAll(async () => void (await newKernel()), 60_000)

type Task = 'binary' | 'regression' | 'clustering'
const TARGETS: Readonly<Record<Task, Target>> = {
  binary: { column: 'y', task: 'binary', classes: ['no', 'yes'], positive: 1 },
  regression: { column: 'y', task: 'regression', classes: [], positive: -1 },
  clustering: { column: '', task: 'clustering', classes: [], positive: -1 },
}

const N = 40
const random = randomStream(9, 'bad input')
const each = <T extends Cell>(cell: (row: number) => T) => Array.from({ length: N }, (_, row) => cell(row))
const x = each(() => random())
const z = each((row) => Math.round(4 * x[row]! + random()))
const level = each((row) => `level ${row % 3}`)

const answersFor = (task: Task): readonly Cell[] =>
  task === 'binary'
    ? each((row) => (x[row]! + 0.3 * random() > 0.6 ? 'yes' : 'no'))
    : each((row) => 1 + z[row]!)
const truth = {
  binary: answersFor('binary'),
  regression: answersFor('regression'),
  clustering: answersFor('clustering'),
}

/** `y` is the target and `w` the weight of rows; what there is none of is left out. */
function dataOf(cells: Readonly<Record<string, readonly Cell[]>>, target: Target): Rows {
  const { table: rows } = rowsOf(cells, target)
  const roles: Readonly<Record<string, Column['role']>> = {
    y: target.task === 'clustering' ? 'ignored' : 'target',
    w: 'weight',
  }
  const columns = rows.columns.map((one) => ({ ...one, role: roles[one.name] ?? 'feature' }))
  return { target, table: { ...rows, columns } }
}

/** Every row has a level of its own: a category, or a vector with a slot for each. */
function manyLevels(task: Task, oneHot: boolean): Rows {
  const rows = 100_000
  const codes = Int32Array.from({ length: rows }, (_, row) => row)
  const levels = Array.from(codes, (row) => `id ${row}`)
  const indptr = Uint32Array.from({ length: rows + 1 }, (_, row) => row)
  const values = new Float64Array(rows).fill(1)
  const matrix = { kind: 'sparse', rows, cols: rows, indptr, indices: indptr.slice(0, rows), values } as const
  const many: Column = oneHot
    ? { kind: 'vector', name: 'many', role: 'feature', slots: levels, matrix }
    : sortedCategory('many', 'feature', codes, levels)
  const thirds = codes.map((row) => (row % 3 === 0 ? 1 : 0))
  const y: Column =
    task === 'binary'
      ? sortedCategory('y', 'target', thirds, ['no', 'yes'])
      : { kind: 'number', name: 'y', role: 'target', values: Float64Array.from(thirds) }
  return { target: TARGETS[task], table: table([many, y]) }
}

/** `answered`, `refused`, or what is wrong with that. */
type Outcome = string

/** Quick settings: what is asked here does not hang on how long a learner goes on. */
const FEW: ParamValues = {
  max_iter: 5,
  n_estimators: 3,
  hidden_layer_sizes: '4',
  probability: 'margin',
  n_components: 20,
  max_depth: 8,
}

function settings(specs: (typeof learners)[number]['params'], more: ParamValues): ParamValues {
  const wanted = Object.entries({ ...FEW, ...more }).filter(
    ([name, value]) => specs[name] && checkParam(specs[name], value) === null,
  )
  return { ...defaults(specs), ...Object.fromEntries(wanted) }
}

async function outcome(
  id: string,
  training: Rows,
  held = training,
  more: ParamValues = {},
): Promise<Outcome> {
  const { fit, apply, stage } = await loadStage(id)
  const params = settings(stage.params, more)
  try {
    const { learned } = await fit!({ data: training }, params, testContext())
    const out = apply!(learned, { data: held }, params)
    const made = out.table.columns.find(({ role }) => role === 'prediction')
    const finite = made?.kind === 'vector' && made.matrix.values.every(Number.isFinite)
    return finite ? 'answered' : 'answered with scores that are not finite'
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return /^[^\n]{10,}\.$/.test(error.message) ? 'refused' : `refused without a sentence: ${error.message}`
  }
}

interface Bad {
  readonly cells: (task: Task) => Readonly<Record<string, readonly Cell[]>>
  readonly held?: (task: Task) => Readonly<Record<string, readonly Cell[]>>
  /** Where it is the same for every learner and task with a target. */
  readonly all?: 'refused'
  /** Where every learner that takes plain numbers answers. */
  readonly plain?: 'answered'
  readonly params?: ParamValues
}

const BAD: Readonly<Record<string, Bad>> = {
  'no rows': { cells: () => ({ x: [], y: [] }), all: 'refused' },
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

suite.each(learners.map(({ id }) => id))('%s', (id) => {
  const tasks = Object.keys(TARGETS) as Task[]
  const plain = Promise.all(tasks.map((task) => outcome(id, dataOf({ x, z, y: truth[task] }, TARGETS[task]))))

  test('answers for some task, or says what it needs', async () => {
    expect(new Set(await plain)).toEqual(new Set(['refused', 'answered']))
  }, 60_000)

  test('an infinite target is named, where a number is to be predicted', async () => {
    const y = each((row) => (row === 3 ? Infinity : truth.regression[row]!))
    const { fit, stage } = await loadStage(id)
    const data = dataOf({ x, y }, TARGETS.regression)
    const predicts = (await plain)[tasks.indexOf('regression')] === 'answered'
    const fault = predicts && {
      message: 'The target "y" is infinite in training row 4.',
      place: { column: 'y', row: 4 },
    }
    await expect(
      (async () => fit!({ data }, settings(stage.params, {}), testContext()))(),
    ).rejects.toMatchObject({
      name: 'UserError',
      ...fault,
    })
  })

  test.each(Object.entries(BAD))(
    '%s',
    async (_, { cells, held, all, plain: usual, params }) => {
      const found = await Promise.all(
        tasks.map((task) => {
          const training = dataOf(cells(task), TARGETS[task])
          return outcome(id, training, held ? dataOf(held(task), TARGETS[task]) : training, params)
        }),
      )
      const before = await plain
      const wrong = found.filter((one, k) => {
        const wanted = all ?? (before[k] === 'answered' ? usual : undefined)
        return wanted ? one !== wanted : one !== 'answered' && one !== 'refused'
      })
      expect(wrong).toEqual([])
    },
    60_000,
  )

  test('a hundred thousand levels, one-hot where it takes numbers only', async () => {
    const answer = await plain
    const task = tasks.find((_, k) => answer[k] === 'answered')!
    const tried = async (oneHot: boolean) => {
      const rows = manyLevels(task, oneHot)
      return outcome(id, rows, { ...rows, table: takeTable(rows.table, Uint32Array.of(0, 1, 2)) })
    }
    const found = [await tried(false)]
    if (found[0] === 'refused') found.push(await tried(true))
    expect(found.filter((one) => one !== 'answered' && one !== 'refused')).toEqual([])
  }, 60_000)
})

test('Poisson regression says which row is below 0', async () => {
  const y = each((row) => (row === 4 ? -2 : 1))
  const { fit, stage } = await loadStage('train/poisson')
  const data = dataOf({ x, y }, TARGETS.regression)
  expect(() => fit!({ data }, defaults(stage.params), testContext())).toThrow(
    'Poisson regression needs a target from 0 on, and "y" is -2 in training row 5.',
  )
})

test.each(learners)('$id refuses numbers out of range before it runs', ({ params }) => {
  for (const spec of Object.values(params)) {
    if (spec.kind !== 'number' && spec.kind !== 'integer') continue
    const outside = [Number.NaN, Infinity, ...(spec.min === undefined ? [] : [spec.min - 1])]
    if (spec.max !== undefined) outside.push(spec.max * 2 + 1)
    if (spec.kind === 'integer') outside.push((spec.min ?? 0) + 0.5)
    expect(outside.map((value) => checkParam(spec, value)).filter((fault) => fault === null)).toEqual([])
  }
})
