import type { FeatureColumn } from './columns'
import { EdgeFinder, PART, takeEdges } from './edges'
import type { Arena, Kernel, Room } from './kernel'

/** Features with at most this many bins, and one for what is missing, have narrow histograms. */
const NARROW_BINS = 15

/** Room for the edges of a feature, as the kernel's `binNumbers` wants them. */
const EDGES = 256 + 16

/** How one feature is cut into bins. */
export interface FeatureBins {
  /** Its place among the columns. */
  readonly column: number
  readonly category: boolean
  /** Of numbers: bin k ends at edge k, and the last bin has no end. */
  readonly edges: Float64Array
  /** Bins that hold values; one more, the last of its histogram, is for what is missing. */
  readonly count: number
  readonly missing: number
}

/** Training rows as bins in a kernel's memory; `layout.ts` of the kernel says how they lie. */
export interface BinnedRows {
  readonly rows: number
  /** Those with wide histograms first. */
  readonly features: readonly FeatureBins[]
  readonly wide: number
  readonly narrow: number
  /** Where rows stand row by row, `stride` bytes each; 0 when that was not asked for. */
  readonly at: number
  readonly stride: number
  /** Where the bins of a feature stand one after the other. */
  columnAt(feature: number): number
}

/**
 * Cuts columns into bins.
 * @param layout whether the bins are wanted row by row too
 * @throws UserError when they do not fit into memory
 */
export function binRows(
  kernel: Kernel,
  arena: Arena,
  columns: readonly FeatureColumn[],
  rows: number,
  maxBins: number,
  layout: 'both' | 'columns',
): BinnedRows {
  const room = takeBinning(arena, rows, columns.length, layout)
  const finder = new EdgeFinder(kernel, room, rows)
  const all = columns.map((column, i) => cut(column, i, finder, rows, maxBins))
  const features = [
    ...all.filter(({ missing }) => missing > NARROW_BINS),
    ...all.filter(({ missing }) => missing === NARROW_BINS),
  ]
  const wide = features.filter(({ missing }) => missing > NARROW_BINS).length
  const columnAt = (feature: number) => room.first + feature * rows
  const binned = {
    rows,
    features,
    wide,
    narrow: features.length - wide,
    stride: strideFor(features.length),
    at: room.at,
    columnAt,
  }
  fill(kernel, room, columns, binned)
  return binned
}

type BinningRoom = ReturnType<typeof takeBinning>

/** The room that binning takes. */
export function takeBinning(room: Room, rows: number, features: number, layout: 'both' | 'columns') {
  return {
    ...takeEdges(room, rows),
    at: layout === 'both' ? room.take(rows * strideFor(features)) : 0,
    first: room.take(rows * features),
    edgesAt: room.take(features * EDGES * 8),
    partAt: room.take(PART * 8),
  }
}

function cut(
  column: FeatureColumn,
  index: number,
  finder: EdgeFinder,
  rows: number,
  maxBins: number,
): FeatureBins {
  const category = column.levels > 0
  const edges = category ? new Float64Array(0) : finder.edges(column, rows, maxBins)
  const count = category ? column.levels : edges.length + 1
  return { column: index, category, edges, count, missing: count <= NARROW_BINS ? NARROW_BINS : 255 }
}

/** A power of two where that wastes little, so that a row never lies in more lines of the cache than it must. */
export function strideFor(features: number): number {
  const power = [4, 8, 16, 32, 64].find((size) => features <= size && features >= 0.7 * size)
  return power ?? Math.ceil(features / 4) * 4
}

/** Part by part over all features, so that what is written stays in the cache. */
function fill(
  kernel: Kernel,
  { edgesAt, partAt: valuesAt }: BinningRoom,
  columns: readonly FeatureColumn[],
  { rows, features, stride, at, columnAt }: BinnedRows,
): void {
  const { buffer } = kernel.memory
  const values = new Float64Array(buffer, valuesAt, PART)
  features.forEach(({ edges }, f) => {
    const room = new Float64Array(buffer, edgesAt + f * EDGES * 8, EDGES).fill(Infinity)
    room.set(edges)
    for (let k = 0; k < 16; k++) room[256 + k] = room[16 * k + 15]!
  })
  for (let from = 0; from < rows; from += PART) {
    const to = Math.min(rows, from + PART)
    features.forEach(({ column, category, missing }, f) => {
      columns[column]!.read(from, to, values, 0, 1)
      const wide = missing > NARROW_BINS
      const byRow = at && at + from * stride + f
      const byColumn = columnAt(f) + from
      const count = to - from
      if (category) kernel.binLevels(valuesAt, count, wide, byColumn, byRow, stride)
      else kernel.binNumbers(valuesAt, count, edgesAt + f * EDGES * 8, wide, byColumn, byRow, stride)
    })
  }
}

/**
 * The least and the largest value in each bin: features x 256 float64 of either. An empty bin takes the largest of
 * the bin before it and the least of the one after it, so that both ascend.
 */
export function spanRows(
  kernel: Kernel,
  arena: Arena,
  columns: readonly FeatureColumn[],
  { rows, features, columnAt }: BinnedRows,
): { lows: number; highs: number } {
  const lowsAt = arena.take(features.length * 2048)
  const highsAt = arena.take(features.length * 2048)
  const valuesAt = arena.take(PART * 8)
  const { buffer } = kernel.memory
  const values = new Float64Array(buffer, valuesAt, PART)
  const lows = new Float64Array(buffer, lowsAt, features.length * 256).fill(Infinity)
  const highs = new Float64Array(buffer, highsAt, features.length * 256).fill(-Infinity)
  for (let from = 0; from < rows; from += PART) {
    const to = Math.min(rows, from + PART)
    features.forEach(({ column }, f) => {
      columns[column]!.read(from, to, values, 0, 1)
      kernel.spanBins(valuesAt, to - from, columnAt(f) + from, lowsAt + f * 2048, highsAt + f * 2048)
    })
  }
  features.forEach((_, f) => {
    for (let bin = f * 256 + 1; bin < f * 256 + 256; bin++) {
      if (highs[bin] === -Infinity) highs[bin] = highs[bin - 1]!
    }
    for (let bin = f * 256 + 254; bin >= f * 256; bin--) {
      if (lows[bin] === Infinity) lows[bin] = lows[bin + 1]!
    }
  })
  return { lows: lowsAt, highs: highsAt }
}
