/** Labels as codes from 0 up to `count` - 1, in ascending order of the labels. */
export interface Coded {
  readonly codes: Int32Array
  readonly count: number
}

export function recoded(labels: ArrayLike<number>): Coded {
  const distinct = [...new Set(Array.from(labels))].sort((a, b) => a - b)
  const index = new Map(distinct.map((label, code) => [label, code]))
  return { codes: Int32Array.from(labels, (label) => index.get(label)!), count: distinct.length }
}

/** How often each label meets each cluster. */
export interface Contingency {
  readonly total: number
  readonly rows: Float64Array
  readonly cols: Float64Array
  /** labels x clusters, row-major */
  readonly cells: Float64Array
}

export function contingency(truth: Coded, found: Coded): Contingency {
  const rows = new Float64Array(truth.count)
  const cols = new Float64Array(found.count)
  const cells = new Float64Array(truth.count * found.count)
  truth.codes.forEach((label, i) => {
    const cluster = found.codes[i]!
    rows[label]!++
    cols[cluster]!++
    cells[label * found.count + cluster]!++
  })
  return { total: truth.codes.length, rows, cols, cells }
}

const sumOf = (values: Float64Array, of: (value: number) => number): number =>
  values.reduce((sum, value) => sum + of(value), 0)

/** As scikit-learn's adjusted_rand_score. */
export function adjustedRand({ total, rows, cols, cells }: Contingency): number {
  const square = (value: number) => value * value
  const both = sumOf(cells, square)
  const truly = sumOf(rows, square)
  const found = sumOf(cols, square)
  const together = both - total
  const apart = total * total - truly - found + both
  const missed = truly - both
  const wrong = found - both
  if (missed === 0 && wrong === 0) return 1
  return (
    (2 * (together * apart - missed * wrong)) /
    ((together + missed) * (missed + apart) + (together + wrong) * (wrong + apart))
  )
}

function entropy(counts: Float64Array, total: number): number {
  return -sumOf(counts, (count) => (count > 0 ? (count / total) * Math.log(count / total) : 0))
}

function mutualInfo({ total, rows, cols, cells }: Contingency): number {
  let sum = 0
  cells.forEach((count, at) => {
    if (count === 0) return
    const expected = (rows[Math.floor(at / cols.length)]! * cols[at % cols.length]!) / total
    sum += (count / total) * Math.log(count / expected)
  })
  return Math.max(0, sum)
}

const isTrivial = ({ rows, cols }: Contingency): boolean => rows.length === cols.length && rows.length <= 1

/** As scikit-learn's normalized_mutual_info_score: over the mean of both entropies. */
export function normalizedMutualInfo(table: Contingency): number {
  if (isTrivial(table)) return 1
  const shared = mutualInfo(table)
  if (shared <= Number.EPSILON) return 0
  return shared / ((entropy(table.rows, table.total) + entropy(table.cols, table.total)) / 2)
}

/** As scikit-learn's adjusted_mutual_info_score: what is shared beyond chance, over the mean of both entropies. */
export function adjustedMutualInfo(table: Contingency): number {
  if (isTrivial(table)) return 1
  const chance = expectedMutualInfo(table)
  const most = (entropy(table.rows, table.total) + entropy(table.cols, table.total)) / 2
  const room = most - chance
  const least = room < 0 ? Math.min(room, -Number.EPSILON) : Math.max(room, Number.EPSILON)
  return (mutualInfo(table) - chance) / least
}

/** What two labellings with these counts share by chance: the mean over the hypergeometric distribution. */
function expectedMutualInfo({ total, rows, cols }: Contingency): number {
  const logFactorial = new Float64Array(total + 1)
  for (let n = 2; n <= total; n++) logFactorial[n] = logFactorial[n - 1]! + Math.log(n)
  let sum = 0
  for (const a of rows) {
    for (const b of cols) {
      const fixed =
        logFactorial[a]! +
        logFactorial[b]! +
        logFactorial[total - a]! +
        logFactorial[total - b]! -
        logFactorial[total]!
      for (let both = Math.max(1, a + b - total); both <= Math.min(a, b); both++) {
        const chance =
          fixed -
          logFactorial[both]! -
          logFactorial[a - both]! -
          logFactorial[b - both]! -
          logFactorial[total - a - b + both]!
        sum += (both / total) * Math.log((total * both) / (a * b)) * Math.exp(chance)
      }
    }
  }
  return sum
}
