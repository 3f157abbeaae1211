import type { DenseMatrix } from '../../core/matrix'

export type Linkage = 'ward' | 'complete' | 'average' | 'single'

interface Merge {
  readonly a: number
  readonly b: number
  readonly height: number
}

/**
 * Hierarchical clustering as scikit-learn's AgglomerativeClustering with Euclidean distances: the two nearest clusters are
 * merged until `count` are left. The merges are found by chains of nearest neighbours (Murtagh 1983) in n² steps.
 * @param onMerge called now and then with how many merges are done; it may throw to stop
 * @returns the cluster of every row, numbered by first row
 */
export function agglomerate(
  matrix: DenseMatrix,
  count: number,
  linkage: Linkage,
  onMerge: (merges: number) => void,
): Int32Array {
  const merges = mergesOf(matrix, linkage, onMerge).sort((one, other) => one.height - other.height)
  const parent = Int32Array.from({ length: matrix.rows }, (_, row) => row)
  const root = (row: number): number => {
    let top = row
    while (parent[top] !== top) top = parent[top] = parent[parent[top]!]!
    return top
  }
  for (const { a, b } of merges.slice(0, matrix.rows - count)) parent[root(b)] = root(a)
  const numbers = new Map<number, number>()
  return parent.map((_, row) => {
    const top = root(row)
    if (!numbers.has(top)) numbers.set(top, numbers.size)
    return numbers.get(top)!
  })
}

function mergesOf(matrix: DenseMatrix, linkage: Linkage, onMerge: (merges: number) => void): Merge[] {
  const { rows } = matrix
  const apart = distances(matrix, linkage === 'ward')
  const at = (a: number, b: number) => (a > b ? (a * (a - 1)) / 2 + b : (b * (b - 1)) / 2 + a)
  const sizes = new Float64Array(rows).fill(1)
  const merges: Merge[] = []
  const chain: number[] = []
  let first = 0
  while (merges.length < rows - 1) {
    if (chain.length === 0) {
      while (sizes[first] === 0) first++
      chain.push(first)
    }
    const tip = chain.at(-1)!
    const before = chain.at(-2) ?? -1
    let nearest = before
    let least = before < 0 ? Infinity : apart[at(tip, before)]!
    for (let other = 0; other < rows; other++) {
      if (other === tip || sizes[other] === 0) continue
      const distance = apart[at(tip, other)]!
      if (distance < least) {
        least = distance
        nearest = other
      }
    }
    if (nearest !== before) {
      chain.push(nearest)
      continue
    }
    chain.length -= 2
    if (merges.length % 64 === 0) onMerge(merges.length)
    merges.push({ a: before, b: tip, height: least })
    const [m, n] = [sizes[before]!, sizes[tip]!]
    for (let other = 0; other < rows; other++) {
      if (other === tip || other === before || sizes[other] === 0) continue
      const place = at(before, other)
      apart[place] = merged(linkage, apart[place]!, apart[at(tip, other)]!, least, m, n, sizes[other]!)
    }
    sizes[before] = m + n
    sizes[tip] = 0
  }
  return merges
}

/** How far a cluster is from two that become one (Lance and Williams 1967). */
function merged(
  linkage: Linkage,
  a: number,
  b: number,
  between: number,
  m: number,
  n: number,
  other: number,
): number {
  if (linkage === 'single') return Math.min(a, b)
  if (linkage === 'complete') return Math.max(a, b)
  if (linkage === 'average') return (m * a + n * b) / (m + n)
  return ((m + other) * a + (n + other) * b - other * between) / (m + n + other)
}

/** Of every pair, squared for Ward: row a > b stands at a (a - 1) / 2 + b. */
function distances({ rows, cols, values }: DenseMatrix, squared: boolean): Float64Array {
  const out = new Float64Array((rows * (rows - 1)) / 2)
  let next = 0
  for (let a = 1; a < rows; a++) {
    for (let b = 0; b < a; b++) {
      let sum = 0
      for (let k = 0; k < cols; k++) sum += (values[a * cols + k]! - values[b * cols + k]!) ** 2
      out[next++] = squared ? sum : Math.sqrt(sum)
    }
  }
  return out
}
