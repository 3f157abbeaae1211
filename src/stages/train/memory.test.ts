import { beforeAll, describe as suite, expect, test } from 'vitest'
import { newKernel } from '../../ml/trees/kernel'
import { mostBytes } from '../../reference/memory-meter'
import { stages } from '../descriptions'
import { isClose, LEVELS, LONG, SPARSE, toldShares, USUAL, WIDE, type Case } from '../shared/memory-testing'

/** What every learner says that its fit will take is compared with what typed arrays and kernels take while it runs. */

/** Those of trees are in a file of their own, which runs beside this one. */
const TREES = ['decision-tree', 'extra-trees', 'random-forest', 'gradient-boosting']
const learners = stages
  .filter(({ id, kind }) => id.startsWith('train/') && kind === 'step')
  .filter(({ id }) => !TREES.includes(id.slice('train/'.length)))

/** The kernel is compiled first, which takes a while. */
beforeAll(async () => void (await newKernel()), 60_000)

const CASES: Readonly<Record<string, readonly Case[]>> = {
  agglomerative: [
    ['many columns', { ...WIDE, rows: 1500 }],
    ['many rows', { ...LONG, rows: 3000 }],
  ],
  'bernoulli-nb': [...USUAL, ['sparse', SPARSE]],
  'categorical-nb': [
    ['many columns', { ...WIDE, rows: 6000 }],
    ['many rows, weighed', LONG],
    ['levels', LEVELS],
  ],
  dummy: [['very many rows, weighed', { ...LONG, rows: 400_000, numbers: 2 }]],
  knn: [...USUAL, ['sparse', SPARSE]],
  'linear-svm': [
    ['many columns', { ...WIDE, rows: 6000 }],
    ['many rows, weighed', { ...LONG, rows: 8000 }],
    ['margins', WIDE, { probability: 'margin' }],
  ],
  logistic: [...USUAL, ['sparse', SPARSE]],
  mlp: [...USUAL, ['levels', LEVELS], ['wide layers', WIDE, { hidden_layer_sizes: '256, 256' }]],
  sgd: [...USUAL, ['hinge', { ...WIDE, rows: 8000 }, { loss: 'hinge' }], ['sparse', SPARSE]],
  svm: [
    ['approximated', { rows: 2000, numbers: 20 }, { exact_rows: 0 }],
    ['exact', { rows: 1000, numbers: 20 }, { epsilon: 0.02 }],
  ],
}

suite.each(learners.map(({ id }) => id))('%s', (id) => {
  test.each<Case>([...(CASES[id.slice('train/'.length)] ?? USUAL)])(
    '%s',
    async (_, shape, more = {}) => {
      const shares = await toldShares(mostBytes, id, shape, more)
      expect(shares).not.toEqual({})
      expect(Object.entries(shares).filter(([, share]) => !isClose(share))).toEqual([])
    },
    120_000,
  )
})
