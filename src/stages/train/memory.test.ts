import { describe as suite, expect, test } from 'vitest'
import { mostBytes } from '../../reference/memory-meter'
import { stages } from '../descriptions'
import { farShares, LEVELS, LONG, SPARSE, USUAL, WIDE, type Case } from '../shared/memory-testing'

/** What every learner says that its fit will take is compared with what typed arrays and kernels take while it runs. */

const FORESTS: readonly Case[] = [
  ['many columns', { rows: 12_000, numbers: 12 }],
  ['many rows, weighed', LONG],
  ['levels', LEVELS],
  ['leaves of ten rows', { ...LONG, rows: 30_000 }, { min_samples_leaf: 10 }],
  ['few rows', { rows: 2000, numbers: 6 }],
]
const CASES: Readonly<Record<string, readonly Case[]>> = {
  agglomerative: [
    ['many columns', { ...WIDE, rows: 1500 }],
    ['many rows', { ...LONG, rows: 3000 }],
  ],
  'bernoulli-nb': [...USUAL, ['sparse', SPARSE]],
  'categorical-nb': [
    ['many columns', { ...WIDE, rows: 2500 }],
    ['many rows, weighed', { ...LONG, rows: 15_000 }],
    ['levels', LEVELS],
  ],
  dbscan: [
    ['many columns', WIDE],
    ['many rows, weighed', { ...LONG, rows: 12_000 }],
  ],
  'decision-tree': [
    ['many columns', { rows: 20_000, numbers: 6 }],
    ['many rows, weighed', { ...LONG, rows: 30_000 }],
    ['levels', { ...LEVELS, rows: 30_000 }],
    ['every value told apart', { rows: 2000, numbers: 12 }],
    ['few columns', { rows: 5000, numbers: 3 }],
  ],
  dummy: [['very many rows, weighed', { ...LONG, rows: 200_000, numbers: 2 }]],
  'extra-trees': FORESTS,
  'gradient-boosting': [
    ...USUAL,
    ['levels', LEVELS],
    ['many leaves', { ...LONG, rows: 12_000 }, { max_iter: 10, max_leaf_nodes: 500, early_stopping: 'off' }],
  ],
  knn: [...USUAL, ['sparse', SPARSE]],
  'linear-svm': [
    ['many columns', { ...WIDE, rows: 2000 }],
    ['many rows, weighed', { ...LONG, rows: 2500 }],
    ['margins', WIDE, { probability: 'margin' }],
  ],
  logistic: [...USUAL, ['sparse', SPARSE]],
  mlp: [...USUAL, ['levels', LEVELS], ['wide layers', WIDE, { hidden_layer_sizes: '256, 256' }]],
  'random-forest': FORESTS,
  sgd: [...USUAL, ['hinge', { ...WIDE, rows: 1500 }, { loss: 'hinge' }], ['sparse', SPARSE]],
  svm: [
    ['approximated', { rows: 1000, numbers: 20 }, { exact_rows: 0 }],
    ['exact', { rows: 700, numbers: 20 }, { epsilon: 0.02 }],
  ],
}
const learners = stages.filter(({ id, kind }) => id.startsWith('train/') && kind === 'step')

suite.each(learners.map(({ id }) => id))('%s', (id) => {
  test.each<Case>([...(CASES[id.slice('train/'.length)] ?? USUAL)])('%s', async (_, shape, more) => {
    expect(await farShares(mostBytes, id, shape, more)).toEqual({})
  })
})
