import { expect, test } from 'vitest'
import { sortedCategory, type NumberColumn } from '../../core/column'
import { TEST, TRAIN, type RowRoles } from '../../core/dataset'
import { withRoles } from '../../core/predictions'
import { normal, randomStream } from '../../core/random'
import { table, type Table } from '../../core/table'
import { metricNamed } from '../../ml/metrics/registry'
import { stratifiedKFold } from '../../ml/splits/stratified-k-fold'
import { scoredOf } from '../../stages/shared/metrics-of'
import { predictionsOf } from '../refit'
import { fitChain, rolesOf, type Link } from './canonical'

const ROWS = 100
const FEATURES = 10_000
const SEEDS = 10
const FOLDS = 5

const links: Link[] = [
  ['preprocess/split', { target: 'label', test_size: 0.5 }],
  ['engineer/select-by-score', { k: 25 }],
  ['train/logistic'],
]

/** Nothing here tells anything of the label. */
function noise(seed: number): Table {
  const random = randomStream(seed, 'noise')
  const columns = Array.from({ length: FEATURES }, (_, j): NumberColumn => ({
    kind: 'number',
    name: `x${j}`,
    role: 'feature',
    values: Float64Array.from({ length: ROWS }, () => normal(random)),
  }))
  const labels = Int32Array.from({ length: ROWS }, () => (random() < 0.5 ? 0 : 1))
  return table([...columns, sortedCategory('label', 'feature', labels, ['a', 'b'])])
}

async function accuracy(raw: Table, roles: RowRoles, of = TEST): Promise<number> {
  const { flow } = await fitChain(links, raw, roles)
  return metricNamed('accuracy').compute(scoredOf(withRoles(predictionsOf(flow), [of]))).value
}

async function crossValidated(raw: Table, seed: number): Promise<number> {
  const label = raw.columns.at(-1)!
  if (label.kind !== 'category') throw new Error('The label is a category')
  const fold = stratifiedKFold(label.codes, FOLDS, randomStream(seed, 'folds'))
  let total = 0
  for (let k = 0; k < FOLDS; k++) {
    total += await accuracy(
      raw,
      Uint8Array.from(fold, (at) => (at === k ? TEST : TRAIN)),
    )
  }
  return total / FOLDS
}

const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length

test('a selection among 10,000 columns of noise scores as a coin does (law 2)', async () => {
  const heldOut: number[] = []
  const folded: number[] = []
  for (let seed = 0; seed < SEEDS; seed++) {
    const raw = noise(seed)
    heldOut.push(await accuracy(raw, await rolesOf(links, raw, seed)))
    folded.push(await crossValidated(raw, seed))
  }
  expect(Math.abs(mean(heldOut) - 0.5)).toBeLessThanOrEqual(0.05)
  expect(Math.abs(mean(folded) - 0.5)).toBeLessThanOrEqual(0.05)
}, 60_000)

test('the same noise looks like knowledge to who trained on it', async () => {
  expect(await accuracy(noise(0), new Uint8Array(ROWS).fill(TRAIN), TRAIN)).toBeGreaterThan(0.95)
})
