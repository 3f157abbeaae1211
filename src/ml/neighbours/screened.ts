import type { Kernel } from './kernel'
import type { Rank } from './distance'
import type { Search } from './nearest'

/** What the kernel measures, by its codes. */
const MEASURES = { squares: 0, product: 1, absolutes: 2 } as const
export type Screened = keyof typeof MEASURES
export const isScreened = (rank: Rank): rank is Screened => rank in MEASURES

/** Queries of one call to the kernel, which bounds the memory. */
const QUERIES = 4096
const PAGE = 65536
const MOST_BYTES = 2_000_000_000
/** Larger numbers, in units of the largest row, would overflow when squared in float32. */
const MOST_SIZE = 1e9

/**
 * Searches by the kernel, which screens pairs by products in float32 of centred rows, x y: the squared distance of x and
 * y is |x|^2 + 2 (|y|^2 / 2 - x y). No pair is lost: products differ from the true ones by less than
 * e (|x|^2 + 2 |y|^2) / 2 with e = (columns + 16) / 2^23, and the limits give way by that much. Sums of absolute differences
 * are screened as they are; they differ by less than e times the sums of |x| and |y|.
 * @param asked which queries, all of them finite
 * @returns the queries that it could not answer: all when there is too little memory, and those far beyond the rows
 */
export function searchByKernel(
  kernel: Kernel,
  search: Search,
  asked: Uint32Array,
  rank: Screened,
): Uint32Array {
  const { cols, count } = search
  const space = spaceFor(kernel, search.rows.length / cols, cols, count)
  if (!space) return asked
  const frame = rank === 'product' ? unframed(cols) : frameOf(search.rows, cols)
  const screen = { kernel, search, space, frame, rank, error: (cols + 16) / 2 ** 23 }
  writeRows(screen)
  const near = asked.filter((query) => isNear(screen, query))
  for (let from = 0; from < near.length; from += QUERIES) answer(screen, near.subarray(from, from + QUERIES))
  return near.length === asked.length ? near.subarray(0, 0) : asked.filter((query) => !isNear(screen, query))
}

interface Screen {
  readonly kernel: Kernel
  readonly search: Search
  readonly space: Space
  readonly frame: Frame
  readonly rank: Screened
  readonly error: number
}

interface Space {
  readonly groups: number
  readonly rows: number
  readonly panels: number
  readonly bias: number
  readonly queries: number
  readonly queryRows: number
  readonly offsets: number
  readonly limits: number
  readonly distances: number
  readonly indices: number
}

/** Addresses in the kernel's memory, grown to hold them; null when it cannot be. */
function spaceFor(kernel: Kernel, rows: number, cols: number, count: number): Space | null {
  let top = kernel.heapBase()
  const take = (bytes: number) => {
    const at = Math.ceil(top / 64) * 64
    top = at + bytes
    return at
  }
  const groups = Math.ceil(rows / 8)
  const space = {
    groups,
    rows: take(rows * cols * 8),
    panels: take(groups * cols * 32),
    bias: take(groups * 32),
    queries: take(QUERIES * cols * 4),
    queryRows: take(QUERIES * cols * 8),
    offsets: take(QUERIES * 8),
    limits: take(QUERIES * 4),
    distances: take(QUERIES * count * 8),
    indices: take(QUERIES * count * 4),
  }
  if (top > MOST_BYTES) return null
  try {
    kernel.memory.grow(Math.max(0, Math.ceil((top - kernel.memory.buffer.byteLength) / PAGE)))
    return space
  } catch {
    return null
  }
}

/** Rows are seen from `centre` and in units of 1 / `scale`, so that float32 can hold their squares. */
interface Frame {
  readonly centre: Float64Array
  readonly scale: number
}

const unframed = (cols: number): Frame => ({ centre: new Float64Array(cols), scale: 1 })

function frameOf(rows: Float64Array, cols: number): Frame {
  const count = rows.length / cols
  const centre = new Float64Array(cols)
  for (let at = 0; at < rows.length;) for (let k = 0; k < cols; k++) centre[k]! += rows[at++]! / count
  let largest = 0
  for (let at = 0; at < rows.length;) {
    for (let k = 0; k < cols; k++) largest = Math.max(largest, Math.abs(rows[at++]! - centre[k]!))
  }
  return { centre, scale: largest > 0 && largest < Infinity ? 1 / largest : 1 }
}

/** The least number by which float32 differs from what it cannot hold, many times over. */
const TINY = 1e-34

function writeRows({ kernel, search, space, frame, rank, error }: Screen): void {
  const { rows, cols } = search
  const { centre, scale } = frame
  const count = rows.length / cols
  const panels = new Float32Array(kernel.memory.buffer, space.panels, space.groups * cols * 8)
  const bias = new Float32Array(kernel.memory.buffer, space.bias, space.groups * 8).fill(Infinity)
  new Float64Array(kernel.memory.buffer, space.rows, rows.length).set(rows)
  for (let row = 0; row < count; row++) {
    const panel = (row >> 3) * cols * 8 + (row & 7)
    let size = 0
    for (let k = 0; k < cols; k++) {
      const value = (rows[row * cols + k]! - centre[k]!) * scale
      size += rank === 'absolutes' ? Math.abs(value) : value * value
      panels[panel + k * 8] = value
    }
    bias[row] = (rank === 'squares' ? size / 2 : 0) - error * size - TINY
  }
}

function isNear({ search, frame }: Screen, query: number): boolean {
  const { queries, cols } = search
  for (let k = 0; k < cols; k++) {
    if (!(Math.abs((queries[query * cols + k]! - frame.centre[k]!) * frame.scale) < MOST_SIZE)) return false
  }
  return true
}

function answer({ kernel, search, space, frame, rank, error }: Screen, asked: Uint32Array): void {
  const { queries, cols, count } = search
  const { centre, scale } = frame
  const { buffer } = kernel.memory
  const padded = Math.ceil(asked.length / 4) * 4
  const fours = new Float32Array(buffer, space.queries, padded * cols)
  const exact = new Float64Array(buffer, space.queryRows, padded * cols)
  const offsets = new Float64Array(buffer, space.offsets, padded)
  const limits = new Float32Array(buffer, space.limits, padded).fill(-Infinity)
  const distances = new Float64Array(buffer, space.distances, padded * count).fill(Infinity)
  const indices = new Int32Array(buffer, space.indices, padded * count).fill(-1)
  asked.forEach((query, i) => {
    let size = 0
    for (let k = 0; k < cols; k++) {
      const cell = queries[query * cols + k]!
      const value = (cell - centre[k]!) * scale
      size += rank === 'absolutes' ? Math.abs(value) : value * value
      exact[i * cols + k] = cell
      fours[((i >> 2) * cols + k) * 4 + (i & 3)] = value
    }
    offsets[i] = (rank === 'product' ? -1 : rank === 'squares' ? -size / 2 : 0) + error * size
    limits[i] = Infinity
  })
  const slope = rank === 'product' ? 1 : rank === 'squares' ? (scale * scale) / 2 : scale
  kernel.startWith(
    space.rows,
    cols,
    count,
    MEASURES[rank],
    space.distances,
    space.indices,
    slope,
    space.offsets,
  )
  kernel.search(
    space.panels,
    space.bias,
    space.groups,
    cols,
    space.queries,
    space.queryRows,
    padded,
    space.limits,
  )
  asked.forEach((query, i) => {
    search.distances.set(distances.subarray(i * count, (i + 1) * count), query * count)
    search.indices.set(indices.subarray(i * count, (i + 1) * count), query * count)
  })
}
