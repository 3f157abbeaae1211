import type { DenseMatrix } from '../../core/matrix'
import { distanceOf, rankOf, rankRows, unitRows, type Metric, type Rank } from './distance'
import { newKernel } from './kernel'
import { isScreened, searchByKernel } from './screened'

/** The nearest rows of each query, nearest first; of rows at the same distance the earlier comes first. */
export interface Neighbours {
  readonly count: number
  /** queries x count, row-major: positions of rows; -1 throughout for a query with a cell that is not finite. */
  readonly indices: Int32Array
  /** The same for distances, NaN for such a query. */
  readonly distances: Float64Array
}

/** Pairs from which on the kernel pays. */
const MANY_PAIRS = 50_000

/**
 * @param rows finite, at least `count` of them
 * @param kernel whether the kernel may be used; the result is the same to the bit
 * @throws RangeError when there are fewer rows than neighbours, or other columns
 */
export function nearest(
  rows: DenseMatrix,
  queries: DenseMatrix,
  count: number,
  metric: Metric,
  kernel = true,
): Neighbours {
  if (count < 1 || count > rows.rows)
    throw new RangeError(`${count} neighbours are wanted of ${rows.rows} rows`)
  if (rows.cols !== queries.cols) throw new RangeError(`${queries.cols} columns come to ${rows.cols}`)
  const rank = rankOf(metric)
  const search: Search = {
    rows: rank === 'product' ? unitRows(rows) : rows.values,
    queries: rank === 'product' ? unitRows(queries) : queries.values,
    cols: rows.cols,
    indices: new Int32Array(queries.rows * count).fill(-1),
    distances: new Float64Array(queries.rows * count).fill(Infinity),
    count,
  }
  const asked = finiteRows(queries)
  const screened = kernel && isScreened(rank) && rows.rows * asked.length > MANY_PAIRS ? rank : null
  const instance = screened && newKernel()
  const left = screened && instance ? searchByKernel(instance, search, asked, screened) : asked
  searchPlainly(search, left, rank, metric.p)
  const distances = search.distances.map((ranked) =>
    ranked === Infinity ? Number.NaN : distanceOf(ranked, rank, metric.p),
  )
  return { count, indices: search.indices, distances }
}

/** What is searched, and what was found: ranks, not distances yet. */
export interface Search {
  readonly rows: Float64Array
  readonly queries: Float64Array
  readonly cols: number
  readonly count: number
  readonly indices: Int32Array
  readonly distances: Float64Array
}

function finiteRows({ rows, cols, values }: DenseMatrix): Uint32Array {
  const all = Uint32Array.from({ length: rows }, (_, row) => row)
  return all.filter((row) => values.subarray(row * cols, (row + 1) * cols).every(Number.isFinite))
}

/** Rows ranked in one go. */
const BLOCK = 256

function searchPlainly(search: Search, asked: Uint32Array, rank: Rank, p: number): void {
  const { rows, queries, cols, count, distances } = search
  const write = rankRows(rank, p)
  const total = rows.length / cols
  const ranks = new Float64Array(BLOCK)
  for (let from = 0; from < total; from += BLOCK) {
    const size = Math.min(BLOCK, total - from)
    const block = rows.subarray(from * cols, (from + size) * cols)
    const out = ranks.subarray(0, size)
    for (const query of asked) {
      const last = (query + 1) * count - 1
      write(queries.subarray(query * cols, (query + 1) * cols), block, out)
      for (let i = 0; i < size; i++) if (out[i]! < distances[last]!) keep(search, query, from + i, out[i]!)
    }
  }
}

function keep({ count, indices, distances }: Search, query: number, row: number, ranked: number): void {
  const first = query * count
  let place = first + count - 1
  for (; place > first && distances[place - 1]! > ranked; place--) {
    distances[place] = distances[place - 1]!
    indices[place] = indices[place - 1]!
  }
  distances[place] = ranked
  indices[place] = row
}
