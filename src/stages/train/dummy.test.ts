import { describe as suite, expect, test } from 'vitest'
import type { Target } from '../../core/dataset'
import { scoresOf } from '../../core/features'
import { defaults } from '../../core/params'
import { rowCount, takeTable, type Table } from '../../core/table'
import { distance } from '../../reference/distance'
import { readLearnerValues } from '../../reference/learners'
import { rowsOf, testContext } from '../shared/testing'
import { apply, explain, fit, stage } from './dummy.step'

const params = defaults(stage.params)
const classes = ['a', 'b', 'c']
const CLASSES: Target = { column: 'y', task: 'multiclass', classes, positive: -1 }
const NUMBER: Target = { column: 'y', task: 'regression', classes: [], positive: -1 }

const withRoles = (table: Table): Table => ({
  ...table,
  columns: table.columns.map((one) =>
    one.name === 'y' ? { ...one, role: 'target' } : one.name === 'w' ? { ...one, role: 'weight' } : one,
  ),
})

suite('Baseline', () => {
  test.each(readLearnerValues().dummies)(
    'agrees with scikit-learn: $strategy, $weights',
    async ({ strategy, y, weights, quantile, expected }) => {
      const isNumber = expected.length === 1
      const w = weights ?? y.map(() => 1)
      const { table } = rowsOf({ y: isNumber ? y : y.map((code) => classes[code]!), w })
      const data = { table: withRoles(table), target: isNumber ? NUMBER : CLASSES }
      const given = { strategy, regression_strategy: strategy, quantile: quantile ?? 0.5 } as typeof params
      if (!weights) data.table = { ...table, columns: data.table.columns.slice(0, 1) }
      const { learned } = await fit({ data }, given, testContext())
      const scores = scoresOf(apply(learned, { data }, given).table)
      const first = scores.subarray(0, expected.length)
      expect(
        distance(
          strategy === 'uniform' ? first : scores,
          strategy === 'uniform' ? expected : y.flatMap(() => expected),
        ),
      ).toBeLessThan(1e-6)
      expect(explain(learned)['scores']).toMatchObject({ rows: { length: expected.length } })
    },
  )

  test('draws by the cells of a row, wherever it stands', async () => {
    const x = Array.from({ length: 300 }, (_, i) => i / 7)
    const level = x.map((_, i) => (i % 5 === 0 ? null : `level ${i % 3}`))
    const y = x.map((_, i) => classes[i % 4 === 0 ? 0 : 2]!)
    const target = { ...CLASSES, classes: ['a', 'c'] }
    const data = { table: withRoles(rowsOf({ x, level, y }).table), target }
    for (const strategy of ['stratified', 'uniform'] as const) {
      const given = { ...params, strategy }
      const { learned } = await fit({ data }, given, testContext())
      const scores = scoresOf(apply(learned, { data }, given).table)
      const share = scores.filter((score, at) => at % 2 === 1 && score > 0.5).length / rowCount(data.table)
      expect(share).toBeCloseTo(strategy === 'stratified' ? 0.75 : 0.5, 1)
      const some = takeTable(data.table, Uint32Array.of(9, 2))
      const moved = { ...data, table: { ...some, ids: Uint32Array.of(0, 1) } }
      const few = scoresOf(apply(learned, { data: moved }, given).table)
      expect([...few]).toEqual([...scores.subarray(18, 20), ...scores.subarray(4, 6)])
    }
  })

  test('refuses to learn from nothing', () => {
    const data = rowsOf({ y: [] }, NUMBER)
    expect(() => fit({ data }, params, testContext())).toThrow('There are no training rows.')
  })
})
