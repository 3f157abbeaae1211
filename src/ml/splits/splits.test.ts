import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TEST, VALIDATION } from '../../core/dataset'
import { randomStream } from '../../core/random'
import { readValues } from '../../reference/values'
import { groupKFold } from './group-k-fold'
import { kFold } from './k-fold'
import { assignRoles, shareOut } from './roles'
import { stratifiedKFold } from './stratified-k-fold'

const cases = readValues().splits
const countsOf = (labels: ArrayLike<number>, size: number) =>
  Array.from({ length: size }, (_, k) => Array.from(labels).filter((label) => label === k).length)

describe('folds without shuffling, as scikit-learn', () => {
  for (const { splitter, folds = 0, rows = 0, labels = [], groups = [], fold } of cases) {
    if (!fold) continue
    it(`${splitter} of ${fold.length} rows in ${folds}`, () => {
      const own = {
        KFold: () => kFold(rows, folds),
        StratifiedKFold: () => stratifiedKFold(labels, folds),
        GroupKFold: () => groupKFold(groups, folds),
        StratifiedShuffleSplit: () => [],
      }[splitter]()
      expect([...own]).toEqual(fold)
    })
  }
})

describe('shuffled folds', () => {
  const some = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 12, maxLength: 60 })
  const seed = fc.integer()

  it('have the sizes of those that are not shuffled', () => {
    fc.assert(
      fc.property(some, seed, (labels, start) => {
        const random = randomStream(start, 'folds')
        expect(countsOf(kFold(labels.length, 3, random), 3)).toEqual(countsOf(kFold(labels.length, 3), 3))
        const ofClass = (folds: Int32Array, k: number) =>
          countsOf(
            folds.filter((_, i) => labels[i] === k),
            3,
          )
        for (const k of labels) {
          expect(ofClass(stratifiedKFold(labels, 3, random), k)).toEqual(
            ofClass(stratifiedKFold(labels, 3), k),
          )
        }
      }),
    )
  })

  it('keep groups together', () => {
    fc.assert(
      fc.property(some, seed, (labels, start) => {
        const groups = [...labels, 0, 1, 2, 3]
        const folds = groupKFold(groups, 2, randomStream(start, 'groups'))
        groups.forEach((group, i) => expect(folds[i]).toBe(folds[groups.indexOf(group)]))
        expect(new Set(folds).size).toBe(2)
      }),
    )
  })

  it('need enough rows, groups, and rows of a class', () => {
    expect(() => kFold(3, 4)).toThrow(/4 folds need at least as many rows; there are 3/)
    expect(() => kFold(3, 1)).toThrow(/at least 2/)
    expect(() => stratifiedKFold([0, 0, 1, 1], 3)).toThrow(/rows of some class/)
    expect(() => groupKFold([1, 1, 1], 2)).toThrow(/as many groups; there are 1/)
  })
})

describe('roles', () => {
  for (const { test_size: test = 0, labels = [], test_counts: counts } of cases) {
    if (!counts) continue
    it(`are stratified with scikit-learn's counts: ${counts.join(', ')}`, () => {
      const roles = assignRoles(labels.length, { test }, randomStream(1, 'roles'), labels)
      expect(
        countsOf(
          labels.filter((_, i) => roles[i] === TEST),
          counts.length,
        ),
      ).toEqual(counts)
    })
  }

  it('have the asked shares', () => {
    const roles = assignRoles(101, { test: 0.25, validation: 0.2 }, randomStream(1, 'roles'))
    expect(countsOf(roles, 3)).toEqual([54, 21, 26])
    expect(roles).toEqual(assignRoles(101, { test: 0.25, validation: 0.2 }, randomStream(1, 'roles')))
    expect(roles).not.toEqual(assignRoles(101, { test: 0.25, validation: 0.2 }, randomStream(2, 'roles')))
    expect(assignRoles(10, { test: 0 }, randomStream(1, 'roles')).includes(TEST)).toBe(false)
    expect(roles.includes(VALIDATION)).toBe(true)
  })

  it('leave rows to train on', () => {
    const random = randomStream(1, 'roles')
    expect(() => assignRoles(10, { test: 0.5, validation: 0.5 }, random)).toThrow(/leave none to train on/)
    expect(() => assignRoles(2, { test: 0.5 }, random, [1])).toThrow(/1 labels for 2 rows/)
  })

  it('share out by largest remainder, ties to the first', () => {
    expect(shareOut([4, 2], 3)).toEqual([2, 1])
    expect(shareOut([5, 2], 4)).toEqual([3, 1])
    expect(shareOut([2, 2, 2, 1], 2)).toEqual([1, 1, 0, 0])
  })
})
