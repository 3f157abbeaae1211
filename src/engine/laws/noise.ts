import { sortedCategory, type NumberColumn } from '../../core/column'
import { normal, randomStream } from '../../core/random'
import { table, type Table } from '../../core/table'
import type { Link } from './canonical'

/** Law 2: 100 rows of 10,000 columns that tell nothing of the label, and a pipeline that selects the best 25. */
export const ROWS = 100
export const SEEDS = 10
const FEATURES = 10_000

export const noiseLinks: Link[] = [
  ['preprocess/split', { target: 'label', test_size: 0.5 }],
  ['engineer/select-by-score', { k: 25 }],
  ['train/logistic'],
]

export function noise(seed: number, features = FEATURES): Table {
  const random = randomStream(seed, 'noise')
  const columns = Array.from({ length: features }, (_, j): NumberColumn => ({
    kind: 'number',
    name: `x${j}`,
    role: 'feature',
    values: Float64Array.from({ length: ROWS }, () => normal(random)),
  }))
  const labels = Int32Array.from({ length: ROWS }, () => (random() < 0.5 ? 0 : 1))
  return table([...columns, sortedCategory('label', 'feature', labels, ['a', 'b'])])
}

export const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
