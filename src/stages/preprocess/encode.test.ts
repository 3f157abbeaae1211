import { describe as suite, expect, test } from 'vitest'
import { UserError } from '../../core/errors'
import { defaults } from '../../core/params'
import { readValues } from '../../reference/values'
import { cellsOf, featureCells, rowsOf, testContext } from '../shared/testing'
import { apply, fit, stage } from './encode.step'

type Params = Parameters<typeof apply>[2]
const params = (changes: Partial<Params> = {}): Params => ({ ...defaults(stage.params), ...changes })
const learn = (train: ReturnType<typeof rowsOf>, given: Params) => {
  const fitted = fit({ data: train }, given, testContext())
  if (fitted instanceof Promise) throw new Error('Encode is synchronous')
  return fitted.learned
}

/** scikit-learn's parameters in our words. */
function ours({ drop, ...rest }: Record<string, unknown>, method: Params['method']): Params {
  return { ...params(), ...rest, method, drop: drop ?? 'none' } as Params
}

suite('Encode categories', () => {
  const cases = readValues().transforms.filter(({ estimator }) => /^(OneHot|Ordinal)Encoder$/.test(estimator))
  test.each(cases.filter(({ name }) => !name.startsWith('ordinal, missing')))(
    'agrees with scikit-learn: $name $params',
    ({ estimator, params: given, train, test: held, expected }) => {
      const method = estimator === 'OneHotEncoder' ? 'one-hot' : 'ordinal'
      const learned = learn(rowsOf(train), ours(given, method))
      const out = (rows: typeof train) => featureCells(apply(learned, { data: rowsOf(rows) }, params()).table)
      expect(out(train)).toEqual({
        names: expected.feature_names.map((name) => name.replace(/_sklearn$/, '')),
        rows: expected.train,
      })
      expect(out(held).rows).toEqual(expected.test)
    },
  )

  const train = rowsOf({ city: ['Rome', 'Oslo', null, 'Rome'] })

  test('missing cells have a slot of their own when training rows have some', () => {
    const { table } = apply(learn(train, params()), { data: train }, params())
    expect(featureCells(table)).toEqual({
      names: ['city_Oslo', 'city_Rome', 'city_missing'],
      rows: [
        [0, 1, 0],
        [1, 0, 0],
        [0, 0, 1],
        [0, 1, 0],
      ],
    })
  })

  test('a missing cell counts as unknown when training rows have none', () => {
    const full = rowsOf({ city: ['Rome', 'Oslo'] })
    const out = (handle_unknown: Params['handle_unknown']) =>
      apply(learn(full, params({ handle_unknown })), { data: train }, params())
    expect(cellsOf(out('ignore').table.columns[0]!)[2]).toEqual([0, 0])
    expect(() => out('error')).toThrow(
      'Column "city" has a missing value in row 3, and had none in training.',
    )
  })

  test('slots whose names meet are told apart', () => {
    const twice = rowsOf({ city: ['missing', null] })
    expect(learn(twice, params())[0]).toMatchObject({ slots: ['city_missing', 'city_missing_2'] })
  })

  test('ordinal leaves missing cells missing', () => {
    const given = params({ method: 'ordinal' })
    const later = rowsOf({ city: ['Quito', null, 'Rome'] })
    const { table } = apply(learn(train, given), { data: later }, given)
    expect(cellsOf(table.columns[0]!)).toEqual([-1, null, 1])
  })

  test.each(['one-hot', 'ordinal'] as const)('%s names the cell with an unknown level', (method) => {
    const strict = params({ method, handle_unknown: 'error', handle_unknown_ordinal: 'error' })
    const learned = learn(train, strict)
    const later = rowsOf({ city: ['Rome', 'Quito'] })
    const fault = () => apply(learned, { data: later }, strict)
    expect(fault).toThrow(UserError)
    expect(fault).toThrow(
      'Column "city" has the value "Quito" in row 2, which is not among the training rows.',
    )
  })

  test('levels are matched by their text, whatever their codes are', () => {
    const learned = learn(train, params())
    const later = rowsOf({ city: ['Zagreb', 'Rome', 'Aachen'] })
    expect(cellsOf(apply(learned, { data: later }, params()).table.columns[0]!)).toEqual([
      [0, 0, 0],
      [0, 1, 0],
      [0, 0, 0],
    ])
  })

  test('warns of a column with thousands of levels, and encodes it', () => {
    const context = testContext()
    const many = rowsOf({ id: Array.from({ length: 5000 }, (_, i) => `user ${i}`) })
    const fitted = fit({ data: many }, params(), context)
    expect(context.warnings).toEqual([expect.stringContaining('"id" has 5000 levels')])
    const { learned } = fitted as Exclude<typeof fitted, Promise<unknown>>
    const { columns } = apply(learned, { data: many }, params()).table
    expect(columns).toMatchObject([{ kind: 'vector', matrix: { kind: 'sparse', rows: 5000, cols: 5000 } }])
  })

  test('says which column kinds come out before it runs', () => {
    const data = [{ name: 'city', kind: 'category', role: 'feature' }] as const
    expect(stage.infer!({ data }, params() as never)).toEqual([{ ...data[0], kind: 'vector' }])
    expect(stage.infer!({ data }, params({ method: 'ordinal' }) as never)).toEqual([
      { ...data[0], kind: 'number' },
    ])
  })
})
