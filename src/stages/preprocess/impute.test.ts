import { describe as suite, expect, test } from 'vitest'
import { defaults } from '../../core/params'
import { readValues } from '../../reference/values'
import { cellsOf, featureCells, isNear, rowsOf, testContext, type Cell } from '../shared/testing'
import { apply, explain, fit, stage } from './impute.step'

type Params = Parameters<typeof apply>[2]
const params = (changes: Partial<Params> = {}): Params => ({ ...defaults(stage.params), ...changes })
const cells = (values: readonly Cell[]) => rowsOf({ x: values })

async function imputed(
  train: ReturnType<typeof rowsOf>,
  held: typeof train,
  given: Params,
  context = testContext(),
) {
  const { learned } = await fit({ data: train }, given, context)
  return { learned, table: apply(learned, { data: held }, given).table }
}

/** scikit-learn's parameters in our words: one estimator for numbers, another for categories. */
function ours({ strategy, fill_value, add_indicator }: Record<string, unknown>): Params {
  const changes = typeof fill_value === 'number' ? { fill_value } : {}
  return {
    ...params(),
    ...changes,
    strategy,
    add_indicator: add_indicator ?? false,
    categorical_strategy: strategy,
  } as Params
}

suite('Impute missing values', () => {
  const cases = readValues().transforms.filter(
    ({ name, estimator }) => estimator === 'SimpleImputer' && name !== 'impute an empty column: it goes',
  )
  test.each(cases)(
    'agrees with scikit-learn: $name $params',
    async ({ params: given, train, test: held, expected }) => {
      for (const part of ['train', 'test'] as const) {
        const rows = rowsOf(part === 'train' ? train : held)
        const { names, rows: out } = featureCells((await imputed(rowsOf(train), rows, ours(given))).table)
        expect(names).toEqual(
          expected.feature_names.map((name) => name.replace('missingindicator', 'missing')),
        )
        out.forEach((row, i) =>
          row.forEach((cell, j) => {
            const want = typeof cell === 'number' ? Number(expected[part][i]![j]) : expected[part][i]![j]
            if (typeof cell === 'number' && isNear(cell, Number(want))) return
            expect(cell).toBe(want)
          }),
        )
      }
    },
  )

  test('rows that come later are filled with what training rows said', async () => {
    const { table } = await imputed(cells([1, 2, 9]), cells([null, 100]), params())
    expect(cellsOf(table.columns[0]!)).toEqual([2, 100])
  })

  test('a level for missing cells joins the levels in their order', async () => {
    const { table } = await imputed(cells(['a', 'z']), cells(['z', null, 'b']), params())
    expect(table.columns[0]).toMatchObject({ levels: ['b', 'missing', 'z'] })
    expect(cellsOf(table.columns[0]!)).toEqual(['z', 'missing', 'b'])
  })

  test('a column without any value in training is filled, and the person hears of it', async () => {
    const context = testContext()
    const { table } = await imputed(cells([null, null]), cells([null, 7]), params(), context)
    expect(cellsOf(table.columns[0]!)).toEqual([0, 7])
    expect(context.warnings).toEqual([
      'Column "x" has no value in any training row and is filled with 0. Ignore it.',
    ])
  })

  test('indicators stay away from names that are taken', async () => {
    const train = rowsOf({ x: [1, null], missing_x: [5, 6], full: [1, 2] })
    const { table } = await imputed(train, train, params({ add_indicator: true }))
    expect(featureCells(table).names).toEqual(['x', 'missing_x', 'full', 'missing_x_2'])
    expect(cellsOf(table.columns[3]!)).toEqual([0, 1])
    const known = train.table.columns.map(({ name, kind, role }) => ({ name, kind, role }))
    const inferred = stage.infer!({ data: known }, params({ add_indicator: true }) as never)
    expect(inferred.map(({ name }) => name)).toEqual(expect.arrayContaining(featureCells(table).names))
  })

  test('refuses an infinite number, which has no mean', () => {
    const message = 'Column "x" has an infinite value (first in row 2).'
    expect(() => fit({ data: cells([1, -Infinity]) }, params(), testContext())).toThrow(message)
  })

  test('says what it fills with', async () => {
    const train = rowsOf({ x: [1, 3, null], c: ['u', null, null] })
    const { learned } = await imputed(train, train, params())
    expect(explain(learned)['fills']).toMatchObject({
      rows: [
        ['x', 2, 1],
        ['c', 'missing', 2],
      ],
    })
  })
})
