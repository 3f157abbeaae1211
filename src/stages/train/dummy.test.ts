import { describe as suite, expect, test } from 'vitest'
import { scoresOf } from '../../core/features'
import { defaults } from '../../core/params'
import { distance } from '../../reference/distance'
import { readValues } from '../../reference/values'
import { rowsOf, testContext } from '../shared/testing'
import { apply, explain, fit, stage } from './dummy.step'

const params = defaults(stage.params)
const classes = ['a', 'b', 'c']

suite('Baseline', () => {
  test.each(readValues().dummies)(
    'agrees with scikit-learn: $strategy',
    async ({ strategy, y, probabilities, value }) => {
      const data = probabilities
        ? rowsOf(
            { y: y.map((code) => classes[code]!) },
            { column: 'y', task: 'multiclass', classes, positive: -1 },
          )
        : rowsOf({ y }, { column: 'y', task: 'regression', classes: [], positive: -1 })
      const given = { ...params, strategy, regression_strategy: strategy } as typeof params
      const { learned } = await fit({ data }, given, testContext())
      const expected = probabilities ?? [value!]
      expect(distance(learned.scores, expected)).toBeLessThan(1e-6)
      const scores = scoresOf(apply(learned, { data }, given).table)
      expect(
        distance(
          scores,
          y.flatMap(() => expected),
        ),
      ).toBeLessThan(1e-6)
      expect(explain(learned)['scores']).toMatchObject({ rows: { length: expected.length } })
    },
  )

  test('refuses to learn from nothing', () => {
    const data = rowsOf({ y: [] }, { column: 'y', task: 'regression', classes: [], positive: -1 })
    expect(() => fit({ data }, params, testContext())).toThrow('There are no training rows.')
  })
})
