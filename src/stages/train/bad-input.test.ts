import { beforeAll, describe as suite, expect, test } from 'vitest'
import { checkParam } from '../../core/check-params'
import { sortedCategory, type Column } from '../../core/column'
import type { Rows } from '../../core/dataset'
import { defaults, type ParamValues } from '../../core/params'
import { table, takeTable } from '../../core/table'
import { newKernel } from '../../ml/trees/kernel'
import { stages } from '../descriptions'
import { loadStage } from '../modules'
import {
  BAD,
  dataOf,
  each,
  outcomeOf,
  settings,
  TARGETS,
  truth,
  x,
  z,
  type BadTask,
} from '../shared/bad-input'
import { testContext } from '../shared/testing'

/** Whatever a learner is handed, it answers with finite scores or refuses in words. */

const all = stages.filter(({ id }) => id.startsWith('train/'))
/** Those that are made of models are held to the same in `engine/laws/bad-ensembles.test.ts`. */
const learners = all.filter(({ kind }) => kind === 'step')

/** The kernel is compiled first, which takes a while. */
beforeAll(async () => void (await newKernel()), 60_000)

/** Every row has a level of its own: a category, or a vector with a slot for each. */
function manyLevels(task: BadTask, oneHot: boolean): Rows {
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

async function outcome(id: string, training: Rows, held = training, more: ParamValues = {}): Promise<string> {
  const { fit, apply, stage } = await loadStage(id)
  const params = settings(stage.params, more)
  return outcomeOf(async () => {
    const { learned } = await fit!({ data: training }, params, testContext())
    return apply!(learned, { data: held }, params)
  })
}

suite.each(learners.map(({ id }) => id))('%s', (id) => {
  const tasks = Object.keys(TARGETS) as BadTask[]
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
    await expect((async () => fit!({ data }, settings(stage.params), testContext()))()).rejects.toMatchObject(
      {
        name: 'UserError',
        ...fault,
      },
    )
  })

  test.each(Object.entries(BAD))(
    '%s',
    async (_, { cells, held, always, plain: usual, params }) => {
      const found = await Promise.all(
        tasks.map((task) => {
          const training = dataOf(cells(task), TARGETS[task])
          return outcome(id, training, held ? dataOf(held(task), TARGETS[task]) : training, params)
        }),
      )
      const before = await plain
      const wrong = found.filter((one, k) => {
        const wanted = always ?? (before[k] === 'answered' ? usual : undefined)
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
  }, 240_000)
})

test('Poisson regression says which row is below 0', async () => {
  const y = each((row) => (row === 4 ? -2 : 1))
  const { fit, stage } = await loadStage('train/poisson')
  const data = dataOf({ x, y }, TARGETS.regression)
  expect(() => fit!({ data }, defaults(stage.params), testContext())).toThrow(
    'Poisson regression needs a target from 0 on, and "y" is -2 in training row 5.',
  )
})

test.each(all)('$id refuses numbers out of range before it runs', ({ params }) => {
  for (const spec of Object.values(params)) {
    if (spec.kind !== 'number' && spec.kind !== 'integer') continue
    const outside = [Number.NaN, Infinity, ...(spec.min === undefined ? [] : [spec.min - 1])]
    if (spec.max !== undefined) outside.push(spec.max * 2 + 1)
    if (spec.kind === 'integer') outside.push((spec.min ?? 0) + 0.5)
    expect(outside.map((value) => checkParam(spec, value)).filter((fault) => fault === null)).toEqual([])
  }
})
