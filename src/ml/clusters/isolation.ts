import type { DenseMatrix } from '../../core/matrix'
import { permutation, type Random } from '../../core/random'

/** Trees in one run of nodes. A leaf has feature -1, and its threshold is the length that a path to it counts. */
export interface IsolationForest {
  readonly roots: Uint32Array
  readonly features: Int32Array
  readonly thresholds: Float64Array
  /** The first of the two nodes below; rows up to the threshold go there, the others to the one behind it. */
  readonly below: Uint32Array
  /** Rows that each tree saw. */
  readonly sample: number
}

/** The mean length of an unsuccessful search among so many rows in a binary search tree. */
function meanPath(rows: number): number {
  if (rows <= 1) return 0
  if (rows === 2) return 1
  return 2 * (Math.log(rows - 1) + 0.5772156649015329) - (2 * (rows - 1)) / rows
}

/**
 * An isolation forest (Liu, Ting and Zhou 2008): trees cut a few rows at random places, and a row that is soon alone is odd.
 * @param onTree called before each tree; it may throw to stop
 */
export function fitIsolation(
  matrix: DenseMatrix,
  trees: number,
  sample: number,
  random: Random,
  onTree: (tree: number) => void,
): IsolationForest {
  const size = Math.min(sample, matrix.rows)
  const deepest = Math.ceil(Math.log2(Math.max(2, size)))
  const features: number[] = []
  const thresholds: number[] = []
  const below: number[] = []
  const node = () => {
    features.push(-1)
    thresholds.push(0)
    return below.push(0) - 1
  }
  const grow = (at: number, rows: Uint32Array, depth: number) => {
    const cut = depth < deepest && rows.length > 1 ? drawCut(matrix, rows, random) : null
    if (!cut) {
      thresholds[at] = depth + meanPath(rows.length)
      return
    }
    features[at] = cut.feature
    thresholds[at] = cut.threshold
    below[at] = node()
    node()
    const isLow = (row: number) => matrix.values[row * matrix.cols + cut.feature]! <= cut.threshold
    grow(below[at]!, rows.filter(isLow), depth + 1)
    grow(
      below[at]! + 1,
      rows.filter((row) => !isLow(row)),
      depth + 1,
    )
  }
  const roots = Uint32Array.from({ length: trees }, (_, tree) => {
    onTree(tree)
    const root = node()
    grow(root, permutation(matrix.rows, random).slice(0, size), 0)
    return root
  })
  return {
    roots,
    features: Int32Array.from(features),
    thresholds: Float64Array.from(thresholds),
    below: Uint32Array.from(below),
    sample: size,
  }
}

/** A place to cut a feature that varies among the rows, or null when none does. */
function drawCut({ cols, values }: DenseMatrix, rows: Uint32Array, random: Random) {
  for (const feature of permutation(cols, random)) {
    let low = Infinity
    let high = -Infinity
    for (const row of rows) {
      low = Math.min(low, values[row * cols + feature]!)
      high = Math.max(high, values[row * cols + feature]!)
    }
    const threshold = low + random() * (high - low)
    if (low < high && threshold < high) return { feature, threshold }
  }
  return null
}

/** How odd every row is, from 0 to 1, as in the paper: about 0.5 for what is as usual. NaN for missing cells. */
export function isolationScores(
  { rows, cols, values }: DenseMatrix,
  { below, features, roots, sample, thresholds }: IsolationForest,
): Float64Array {
  const usual = meanPath(sample) || 1
  return Float64Array.from({ length: rows }, (_, row) => {
    if (!values.subarray(row * cols, (row + 1) * cols).every(Number.isFinite)) return Number.NaN
    let sum = 0
    for (const root of roots) {
      let at = root
      while (features[at]! >= 0)
        at = below[at]! + (values[row * cols + features[at]!]! <= thresholds[at]! ? 0 : 1)
      sum += thresholds[at]!
    }
    return 2 ** (-sum / roots.length / usual)
  })
}
