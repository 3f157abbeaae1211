import { describe as suite, expect, test } from 'vitest'
import { defaults } from '../../core/params'
import { distance } from '../../reference/distance'
import { readValues } from '../../reference/values'
import { cellsOf, featureCells, rowsOf, testContext } from '../shared/testing'
import { apply, fit, stage } from './scale.step'

type Params = Parameters<typeof apply>[2]
const params = (changes: Partial<Params> = {}): Params => ({ ...defaults(stage.params), ...changes })
const METHODS = { StandardScaler: 'standard', MinMaxScaler: 'minmax', RobustScaler: 'robust' } as const

/** scikit-learn's parameters in our words. */
function ours(
  estimator: string,
  { feature_range, quantile_range, ...rest }: Record<string, unknown>,
): Params {
  const [feature_min, feature_max] = (feature_range as number[] | undefined) ?? [0, 1]
  const [quantile_min, quantile_max] = (quantile_range as number[] | undefined) ?? [25, 75]
  const method = METHODS[estimator as keyof typeof METHODS]
  return { ...params(), ...rest, method, feature_min, feature_max, quantile_min, quantile_max } as Params
}

const scaled = async (train: ReturnType<typeof rowsOf>, held: typeof train, given: Params) => {
  const { learned } = await fit({ data: train }, given, testContext())
  return featureCells(apply(learned, { data: held }, given).table).rows
}

suite('Scale numbers', () => {
  test.each(readValues().transforms.filter(({ estimator }) => estimator.endsWith('Scaler')))(
    'agrees with scikit-learn: $name $params',
    async ({ estimator, params: given, train, test: held, expected }) => {
      const flat = (rows: readonly unknown[][]) =>
        rows.flat().map((cell) => (cell === null ? NaN : Number(cell)))
      for (const part of ['train', 'test'] as const) {
        const rows = await scaled(
          rowsOf(train),
          rowsOf(part === 'train' ? train : held),
          ours(estimator, given),
        )
        expect(distance(flat(rows), flat(expected[part]))).toBeLessThan(1e-6)
      }
    },
  )

  test.each(['standard', 'minmax', 'robust'] as const)(
    '%s turns a nearly constant column into zeros',
    async (method) => {
      const x = { x: [0.1 + 0.2, 0.3, 0.3, 0.3] }
      for (const [value] of await scaled(rowsOf(x), rowsOf(x), params({ method })))
        expect(value).toBeCloseTo(0, 12)
    },
  )

  test('leaves a column without any value as it is', async () => {
    const rows = await scaled(rowsOf({ x: [null, null] }), rowsOf({ x: [null, 3] }), params())
    expect(rows).toEqual([[null], [3]])
  })

  test('works on the chosen columns only', async () => {
    const data = rowsOf({ a: [0, 2], b: [0, 2] })
    const given = params({ columns: { only: ['b'] } })
    const { learned } = await fit({ data }, given, testContext())
    expect(apply(learned, { data }, given).table.columns.map(cellsOf)).toEqual([
      [0, 2],
      [-1, 1],
    ])
  })

  test.each([
    ['an infinite cell', { x: [1, Infinity] }, {}, 'Column "x" has an infinite value (first in row 2).'],
    ['an empty range', { x: [1] }, { method: 'minmax', feature_max: 0 }, 'The range from 0 to 0 is empty.'],
    [
      'crossed quantiles',
      { x: [1] },
      { method: 'robust', quantile_max: 5 },
      'The lower quantile is not below the upper one.',
    ],
    ['an unknown column', { x: [1] }, { columns: { only: ['y'] } }, 'There is no column "y" here.'],
  ] as const)('refuses %s in words', (_, cells, changes, message) => {
    expect(() => fit({ data: rowsOf(cells) }, params(changes), testContext())).toThrow(message)
  })
})
