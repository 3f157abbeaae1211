import { TEST, TRAIN, VALIDATION, type RowRoles } from '../../core/dataset'
import { permutation, type Random } from '../../core/random'

export interface Shares {
  /** Of all rows, 0 to 1. */
  readonly test: number
  /** Of all rows, 0 to 1. */
  readonly validation?: number
}

/**
 * A role for every row: first the test rows are drawn, then the validation rows from what is left, as two calls
 * of scikit-learn's train_test_split: `ceil(share * rows)` of each.
 * @param labels class codes when the split is stratified; the rows of each class are then shared out alike
 * @throws RangeError when no training row would be left
 */
export function assignRoles(
  rows: number,
  { test, validation = 0 }: Shares,
  random: Random,
  labels?: ArrayLike<number>,
): RowRoles {
  if (labels && labels.length !== rows) throw new RangeError(`${labels.length} labels for ${rows} rows`)
  const testRows = Math.ceil(test * rows)
  const validationRows = Math.ceil(validation * rows)
  if (!(test >= 0 && validation >= 0) || testRows + validationRows >= rows) {
    throw new RangeError(
      `${testRows} test and ${validationRows} validation rows of ${rows} leave none to train on`,
    )
  }
  const roles = new Uint8Array(rows).fill(TRAIN)
  const order = Array.from(permutation(rows, random))
  draw(roles, order, testRows, TEST, labels)
  draw(
    roles,
    order.filter((row) => roles[row] === TRAIN),
    validationRows,
    VALIDATION,
    labels,
  )
  return roles
}

function draw(
  roles: RowRoles,
  order: number[],
  count: number,
  role: number,
  labels?: ArrayLike<number>,
): void {
  if (!labels) {
    for (const row of order.slice(0, count)) roles[row] = role
    return
  }
  const codes = [...new Set(Array.from(order, (row) => labels[row]!))].sort((a, b) => a - b)
  const rowsOf = codes.map((code) => order.filter((row) => labels[row] === code))
  const kept = shareOut(
    rowsOf.map((rows) => rows.length),
    order.length - count,
  )
  rowsOf.forEach((rows, k) => {
    for (const row of rows.slice(0, rows.length - kept[k]!)) roles[row] = role
  })
}

/**
 * `draws` shared out in proportion to `counts`: the whole part each, and what is left to the largest remainders,
 * as scikit-learn's _approximate_mode. Of equal remainders the first ones win, where scikit-learn draws lots.
 */
export function shareOut(counts: readonly number[], draws: number): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const exact = counts.map((count) => (count / total) * draws)
  const out = exact.map(Math.floor)
  const missing = draws - out.reduce((sum, count) => sum + count, 0)
  const remainder = (k: number) => exact[k]! - Math.floor(exact[k]!)
  const order = counts.map((_, k) => k).sort((a, b) => remainder(b) - remainder(a))
  for (const k of order.slice(0, missing)) out[k]!++
  return out
}
