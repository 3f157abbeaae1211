/** The nearest rows of each query until now, nearest first, and how a distance is measured. */

/** What a distance is: the sum of squared differences, 1 less the product, or the sum of absolute differences. */
export const SQUARES: i32 = 0
export const PRODUCT: i32 = 1
export const ABSOLUTES: i32 = 2

let rows: usize = 0
let depth: i32 = 0
let nearest: i32 = 0
let kind: i32 = 0
let distances: usize = 0
let indices: usize = 0
let slope: f64 = 0
let offsets: usize = 0

/**
 * @param at float64 rows, row-major
 * @param wanted how many neighbours
 * @param measure SQUARES, PRODUCT or ABSOLUTES
 * @param distancesAt float64, queries x wanted, filled with Infinity
 * @param indicesAt int32, queries x wanted
 * @param scale @param offsetsAt a row is screened out from distance x `scale` + the query's offset on
 */
export function startWith(
  at: usize, columns: i32, wanted: i32, measure: i32, distancesAt: usize, indicesAt: usize, scale: f64, offsetsAt: usize,
): void {
  rows = at
  depth = columns
  nearest = wanted
  kind = measure
  distances = distancesAt
  indices = indicesAt
  slope = scale
  offsets = offsetsAt
}

/** The distance of a query to a row, summed in ascending order of the columns. */
export function distanceTo(x: usize, row: i32): f64 {
  let y = rows + <usize>row * <usize>depth * 8
  let sum: f64 = 0
  if (kind == ABSOLUTES) {
    for (let k = depth; k; k--) {
      sum += abs(load<f64>(x) - load<f64>(y))
      x += 8
      y += 8
    }
    return sum
  }
  if (kind == PRODUCT) {
    for (let k = depth; k; k--) {
      sum += load<f64>(x) * load<f64>(y)
      x += 8
      y += 8
    }
    return 1 - sum
  }
  for (let k = depth; k; k--) {
    const apart = load<f64>(x) - load<f64>(y)
    sum += apart * apart
    x += 8
    y += 8
  }
  return sum
}

/** Takes the row in when it is nearer than the last of the query's nearest. @returns whether it was */
export function keep(query: i32, row: i32, distance: f64): bool {
  const from = distances + <usize>(query * nearest) * 8
  const to = indices + <usize>(query * nearest) * 4
  let place = nearest - 1
  if (!(distance < load<f64>(from + <usize>place * 8))) return false
  while (place > 0) {
    const before = load<f64>(from + <usize>(place - 1) * 8)
    if (before <= distance) break
    store<f64>(from + <usize>place * 8, before)
    store<i32>(to + <usize>place * 4, load<i32>(to + <usize>(place - 1) * 4))
    place--
  }
  store<f64>(from + <usize>place * 8, distance)
  store<i32>(to + <usize>place * 4, row)
  return true
}

/** Whether rows are screened by sums of absolute differences, and not by products. */
export function isByAbsolutes(): bool {
  return kind == ABSOLUTES
}

/** From where on rows need not be measured for this query any more. */
export function limitOf(query: i32): f64 {
  const worst = load<f64>(distances + <usize>(query * nearest + nearest - 1) * 8)
  return worst * slope + load<f64>(offsets + <usize>query * 8)
}
