import { beforeAll, describe as suite, expect, test } from 'vitest'
import { newKernel } from '../../ml/trees/kernel'
import { mostBytes } from '../../reference/memory-meter'
import { isClose, LEVELS, LONG, toldShares, USUAL, type Case } from '../shared/memory-testing'

/** What learners of trees say that their fit will take, as in memory.test.ts. */

/** The kernel is compiled first, which takes a while. */
beforeAll(async () => void (await newKernel()), 60_000)

const FORESTS: readonly Case[] = [
  ['many columns', { rows: 15_000, numbers: 20 }],
  ['many rows, weighed', { ...LONG, rows: 30_000 }],
  ['levels', LEVELS],
  ['leaves of ten rows', { ...LONG, rows: 60_000 }, { min_samples_leaf: 10, n_estimators: 60 }],
]
const CASES: Readonly<Record<string, readonly Case[]>> = {
  'train/decision-tree': [
    ['many columns', { rows: 80_000, numbers: 10 }],
    ['many rows, weighed', { ...LONG, rows: 120_000 }],
    ['levels', { ...LEVELS, rows: 100_000 }],
    ['every value told apart', { rows: 3000, numbers: 20 }],
  ],
  'train/extra-trees': FORESTS,
  'train/random-forest': FORESTS,
  'train/gradient-boosting': [
    ...USUAL,
    ['levels', LEVELS],
    ['many leaves', LONG, { max_iter: 20, max_leaf_nodes: 500, early_stopping: 'off' }],
  ],
}

suite.each(Object.entries(CASES))('%s', (id, cases) => {
  test.each<Case>([...cases])(
    '%s',
    async (_, shape, more = {}) => {
      const shares = await toldShares(mostBytes, id, shape, more)
      expect(shares).not.toEqual({})
      expect(Object.entries(shares).filter(([, share]) => !isClose(share))).toEqual([])
    },
    120_000,
  )
})
