import { describe, expect, it } from 'vitest'
import { randomStream } from '../../core/random'
import { readValidation } from '../../reference/validation'
import { bootstrapFolds, estimate632 } from './bootstrap'
import { foldsOf, type Fold } from './folds'
import { kFold } from './k-fold'
import { timeSeriesFolds } from './time-series'

const plain = (folds: readonly Fold[]) =>
  folds.map(({ train, held }) => ({ train: [...train], held: [...held] }))

describe('folds, as scikit-learn', () => {
  for (const { splitter, rows, folds = 0, gap = 0, held, most, fold = [], expected } of readValidation()
    .splits) {
    it(`${splitter} of ${rows} rows, ${expected.length} times`, () => {
      const own = {
        TimeSeriesSplit: () =>
          timeSeriesFolds(rows, folds, { gap, ...(held && { held }), ...(most && { most }) }),
        PredefinedSplit: () => foldsOf(fold),
        LeaveOneOut: () => foldsOf(kFold(rows, rows)),
      }[splitter]()
      expect(plain(own)).toEqual(expected)
    })
  }

  it('over time need rows to train on', () => {
    expect(() => timeSeriesFolds(4, 3, { gap: 1 })).toThrow(
      /3 folds over time with a gap of 1 need more rows/,
    )
    expect(() => timeSeriesFolds(4, 1)).toThrow(/at least 2/)
    expect(() => timeSeriesFolds(2, 4)).toThrow(/need more rows; there are 2/)
  })
})

describe('a bootstrap', () => {
  it('holds out who was not drawn, about 36.8%', () => {
    const folds = bootstrapFolds(500, 20, randomStream(1, 'bootstrap'))
    for (const { train, held } of folds) {
      expect(train).toHaveLength(500)
      expect(new Set([...train, ...held]).size).toBe(500)
      expect(held.some((row) => train.includes(row))).toBe(false)
    }
    const share = folds.reduce((sum, { held }) => sum + held.length, 0) / (500 * folds.length)
    expect(share).toBeCloseTo(Math.exp(-1), 1)
    expect(plain(bootstrapFolds(500, 20, randomStream(1, 'bootstrap')))).toEqual(plain(folds))
  })

  it('of two rows always holds one out', () => {
    for (const { held } of bootstrapFolds(2, 20, randomStream(2, 'bootstrap'))) expect(held).toHaveLength(1)
    expect(() => bootstrapFolds(1, 1, Math.random)).toThrow(/at least 2 rows/)
  })

  it('weighs both scores', () => expect(estimate632(0.5, 1)).toBeCloseTo(0.684, 12))
})
