import { describe as suite, expect, test } from 'vitest'
import type { VectorColumn } from '../../core/column'
import type { Rows, Target } from '../../core/dataset'
import { defaults } from '../../core/params'
import type { Matrix } from '../../core/matrix'
import { readValues } from '../../reference/values'
import { featureCells, rowsOf, testContext, type Cell } from '../shared/testing'
import { apply, explain, fit, stage } from './select-by-score.step'

type Params = Parameters<typeof apply>[2]
const params = (changes: Partial<Params> = {}): Params => ({ ...defaults(stage.params), ...changes })
const binary: Target = { column: 'y', task: 'binary', classes: ['n', 'y'], positive: 1 }
const numeric: Target = { column: 'y', task: 'regression', classes: [], positive: -1 }

/** The columns, and y as the target. */
function dataset(
  cells: Record<string, readonly Cell[]>,
  target: Target = binary,
  more: VectorColumn[] = [],
): Rows {
  const { table } = rowsOf(cells)
  const columns = table.columns.map((one) => (one.name === 'y' ? { ...one, role: 'target' as const } : one))
  return { target, table: { ids: table.ids, columns: [...columns, ...more] } }
}
const select = async (data: Rows, given: Params, context = testContext()) => {
  const { learned } = await fit({ data }, given, context)
  return { learned, ...featureCells(apply(learned, { data }, given).table) }
}

const y = ['n', 'n', 'y', 'y']
const a = [1, 2, 8, 9]
const b = [1, 9, 2, 8]

function vector(kind: Matrix['kind']): VectorColumn {
  const dense = {
    kind: 'dense',
    rows: 4,
    cols: 3,
    values: Float64Array.of(5, 0, 1, 0, 0, 1, 0, 7, 1, 0, 7, 0),
  } as const
  const sparse = {
    kind: 'sparse',
    rows: 4,
    cols: 3,
    values: Float64Array.of(5, 1, 1, 7, 1, 7),
    indptr: Uint32Array.of(0, 2, 3, 5, 6),
    indices: Uint32Array.of(0, 2, 2, 1, 2, 1),
  } as const
  return {
    kind: 'vector',
    name: 'v',
    role: 'feature',
    slots: ['v0', 'v1', 'v2'],
    matrix: kind === 'dense' ? dense : sparse,
  }
}

suite('Select by score', () => {
  test.each(readValues().f_tests)(
    'scores as scikit-learn: $test',
    async ({ test: name, X, y: labels, F }) => {
      const columns = Object.fromEntries(X[0]!.map((_, j) => [`x${j}`, X.map((row) => row[j]!)]))
      const classes = [...new Set(labels)].sort().map((label) => `class ${label}`)
      const target: Target =
        name === 'f_regression'
          ? { ...binary, task: 'regression', classes: [] }
          : { ...binary, task: 'multiclass', classes }
      const truth = name === 'f_regression' ? labels : labels.map((label) => `class ${label}`)
      const { learned } = await select(dataset({ ...columns, y: truth }, target), params({ k: 2 }))
      const scores = new Map(learned.best.map((one) => [one.name, one.score]))
      F.forEach((score, j) => expect(scores.get(`x${j}`)).toBeCloseTo(score ?? 0, 6))
    },
  )

  test('keeps the best number columns and drops the others', async () => {
    const { names, learned } = await select(dataset({ b, a, y }), params({ k: 1 }))
    expect(names).toEqual(['a'])
    expect(explain(learned)['scores']).toMatchObject({ bars: [{ label: 'a' }, { label: 'b (dropped)' }] })
  })

  test.each(['dense', 'sparse'] as const)('keeps single slots of a %s vector', async (kind) => {
    const { names, rows } = await select(dataset({ a, y }, binary, [vector(kind)]), params({ k: 2 }))
    expect(names).toEqual(['a', 'v1'])
    expect(rows).toEqual([
      [1, 0],
      [2, 0],
      [8, 7],
      [9, 7],
    ])
  })

  test('a column that is not chosen passes', async () => {
    const { names } = await select(dataset({ a, b, c: b, y }), params({ k: 1, columns: { except: ['c'] } }))
    expect(names).toEqual(['a', 'c'])
  })

  test('warns when there are fewer features than asked for', async () => {
    const context = testContext()
    await select(dataset({ a, y }), params(), context)
    expect(context.warnings).toEqual(['10 features were asked for and there are 1, so all of them stay.'])
  })

  test.each<[string, Record<string, Cell[]>, string, Target?]>([
    [
      'levels',
      { c: ['u', 'v', 'u', 'v'], y },
      'Column "c" is a category column, and a learner needs numbers.',
    ],
    ['a missing cell', { a: [1, null, 2, 3], y }, 'Column "a" has missing values (first in row 2).'],
    ['a missing target', { a, y: ['n', 'n', 'y', null] }, 'The target "y" is missing in training row 4.'],
    [
      'an infinite target',
      { a, y: [1, Infinity, 2, 3] },
      'The target "y" is infinite in training row 2.',
      numeric,
    ],
  ])('refuses %s in words', (_, cells, message, target = binary) => {
    expect(() => fit({ data: dataset(cells, target) }, params(), testContext())).toThrow(message)
  })
})
