import { compared, type FeatureColumn } from './columns'
import type { Kernel, Room } from './kernel'

/** Rows that quantiles are taken from; from more rows, evenly spaced ones are taken. */
const SAMPLE = 200_000
/** Rows of one feature that are read at once. */
export const PART = 1024

type EdgesRoom = ReturnType<typeof takeEdges>

/** The room to sort one feature's values in; it serves all of them in turn. */
export function takeEdges(room: Room, rows: number) {
  const bytes = Math.min(rows, SAMPLE) * 8
  return { values: room.take(bytes), spare: room.take(bytes), counts: room.take(6 * 2048 * 4) }
}

/**
 * Where to cut numbers into bins: between all distinct values when there are at most `maxBins`, otherwise at
 * quantiles, half-way between neighbours (as scikit-learn's). A value belongs to the first bin whose edge is not
 * below it.
 */
export class EdgeFinder {
  readonly #kernel: Kernel
  readonly #size: number
  readonly #values: number
  readonly #spare: number
  readonly #counts: number

  constructor(kernel: Kernel, { values, spare, counts }: EdgesRoom, rows: number) {
    this.#kernel = kernel
    this.#size = Math.min(rows, SAMPLE)
    this.#values = values
    this.#spare = spare
    this.#counts = counts
  }

  /** Ascending, at most `maxBins` - 1 of them. */
  edges(column: FeatureColumn, rows: number, maxBins: number): Float64Array {
    const sorted = this.#sorted(column, rows)
    return countDistinct(sorted, maxBins) <= maxBins ? between(sorted) : atQuantiles(sorted, maxBins)
  }

  #sorted(column: FeatureColumn, rows: number): Float64Array {
    const { buffer } = this.#kernel.memory
    const values = new Float64Array(buffer, this.#values, this.#size)
    const part = new Float64Array(PART)
    let count = 0
    let next = 0
    for (let from = 0; from < rows; from += PART) {
      const to = Math.min(rows, from + PART)
      column.read(from, to, part, 0, 1)
      for (; next < this.#size; next++) {
        const row = this.#size === rows ? next : Math.floor((next * rows) / this.#size)
        if (row >= to) break
        const value = part[row - from]!
        if (value === value) values[count++] = compared(value) + 0
      }
    }
    const at = this.#kernel.sortNumbers(this.#values, count, this.#spare, this.#counts)
    return new Float64Array(buffer, at, count)
  }
}

function countDistinct(sorted: Float64Array, most: number): number {
  let count = Math.min(1, sorted.length)
  for (let i = 1; i < sorted.length && count <= most; i++) if (sorted[i] !== sorted[i - 1]) count++
  return count
}

function between(sorted: Float64Array): Float64Array {
  const edges: number[] = []
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] !== sorted[i - 1]) edges.push(middle(sorted[i - 1]!, sorted[i]!))
  }
  return Float64Array.from(edges)
}

function atQuantiles(sorted: Float64Array, bins: number): Float64Array {
  const edges: number[] = []
  for (let k = 1; k < bins; k++) {
    const place = Math.floor((k * sorted.length) / bins)
    const edge = middle(sorted[place - 1]!, sorted[place]!)
    if (edge > (edges.at(-1) ?? -Infinity) && edge < sorted.at(-1)!) edges.push(edge)
  }
  return Float64Array.from(edges)
}

/** Half-way from `low` to `high`, but below `high` where no number lies between; the same when they are. */
function middle(low: number, high: number): number {
  const mid = low / 2 + high / 2
  return mid >= low && mid < high ? mid : low
}
