import { permutation, type Random } from '../core/random'

/** Rows to be predicted: each is a background row in which some columns are those of the row to explain. */
export interface Composed {
  /** Places among the background rows. */
  readonly background: Uint32Array
  /** rows x columns: 1 where the cell is that of the row to explain. */
  readonly own: Uint8Array
}

/** A prediction to share out among columns. */
export interface Question {
  readonly columns: number
  /** How many background rows there are, at least one. */
  readonly background: number
  /** @param done the share of the work before this, from 0 to 1 @returns a prediction for every row */
  ask(rows: Composed, done: number): Promise<Float64Array>
}

export interface Shapley {
  /** Per column; they add up to `prediction` - `base`. */
  readonly values: Float64Array
  /** The standard error of each value that stems from the orders drawn; 0 for exact ones. */
  readonly errors: Float64Array
  /** The standard error of each value in all, the drawing of the background included. NaN for one background row. */
  readonly allErrors: Float64Array
  /** The mean prediction of the background rows. */
  readonly base: number
  /** Of the row to explain. */
  readonly prediction: number
}

/** So many cells are asked for at once. */
const CELLS = 1_000_000

/**
 * Interventional Shapley values (Lundberg and Lee 2017; Janzing, Minorics and Bloebaum 2020) from every set of columns:
 * 2^columns predictions for each background row, so for few columns only.
 */
export async function exactShapley({ columns, background, ask }: Question): Promise<Shapley> {
  const sets = 2 ** columns
  const weights = coalitionWeights(columns)
  const found = accumulator(columns, background)
  const step = Math.max(1, Math.floor(CELLS / (sets * Math.max(1, columns))))
  for (let from = 0; from < background; from += step) {
    const rows = composed(Math.min(step, background - from) * sets, columns, (row, own) => {
      for (let j = 0; j < columns; j++) own[j] = (row >> j) & 1
      return from + Math.floor(row / sets)
    })
    const said = await ask(rows, from / background)
    for (let start = 0; start < said.length; start += sets) {
      const shares = new Float64Array(columns)
      for (let set = 0; set < sets; set++) {
        const weight = weights[bits(set)]!
        for (let j = 0; j < columns; j++) {
          if ((set >> j) & 1) continue
          shares[j]! += weight * (said[start + (set | (1 << j))]! - said[start + set]!)
        }
      }
      found.add(from + start / sets, shares)
      found.ends(said[start]!, said[start + sets - 1]!)
    }
  }
  return found.result()
}

/**
 * The same, estimated: the columns of each background row are replaced one after the other in orders drawn at random,
 * each followed by its reverse (Mitchell, Cooper, Frank and Holmes 2022), and a value is the mean change. The sum of
 * the values is exact, as are the values of a model whose columns interact in pairs at most.
 * @param pairs orders for each background row, a reverse with each; at least 2. Errors of fewer than about 20 for some
 * ten background rows are too small, since rare orders that matter may be missing among them
 * @throws RangeError for fewer
 */
export async function sampledShapley(
  { columns, background, ask }: Question,
  pairs: number,
  random: Random,
): Promise<Shapley> {
  if (pairs < 2) throw new RangeError('Errors need two pairs of orders')
  const found = accumulator(columns, background)
  const ends = await ask(
    composed(background + 1, columns, (row, own) => {
      if (row === background) own.fill(1)
      return row % background
    }),
    0,
  )
  const prediction = ends[background]!
  for (let b = 0; b < background; b++) found.ends(ends[b]!, prediction)
  const between = columns - 1
  const walks = background * pairs
  const step = Math.max(1, Math.floor(CELLS / (2 * Math.max(1, between) * columns)))
  for (let from = 0; from < walks; from += step) {
    const orders = Array.from({ length: Math.min(step, walks - from) }, () => permutation(columns, random))
    const rows = composed(orders.length * 2 * between, columns, (row, own) => {
      const walk = Math.floor(row / (2 * between))
      const at = row % (2 * between)
      // The second half goes back: what came last is replaced first.
      const order = orders[walk]!
      if (at < between) for (let k = 0; k <= at; k++) own[order[k]!] = 1
      else for (let k = 0; k <= at - between; k++) own[order[between - k]!] = 1
      return (from + walk) % background
    })
    const said = await ask(rows, from / walks)
    orders.forEach((order, walk) => {
      const b = (from + walk) % background
      const shares = new Float64Array(columns)
      for (const half of [0, 1]) {
        let before = ends[b]!
        for (let k = 0; k < columns; k++) {
          const after = k < between ? said[(2 * walk + half) * between + k]! : prediction
          shares[order[half === 0 ? k : between - k]!]! += (after - before) / 2
          before = after
        }
      }
      found.add(b, shares)
    })
  }
  return found.result()
}

function composed(
  rows: number,
  columns: number,
  compose: (row: number, own: Uint8Array) => number,
): Composed {
  const own = new Uint8Array(rows * columns)
  const background = Uint32Array.from({ length: rows }, (_, row) =>
    compose(row, own.subarray(row * columns, (row + 1) * columns)),
  )
  return { background, own }
}

/** By the size of a set: the share of all orders in which just that set comes before a given other column. */
function coalitionWeights(columns: number): Float64Array {
  const weights = new Float64Array(columns)
  let ways = 1
  for (let size = 0; size < columns; size++) {
    weights[size] = 1 / (columns * ways)
    ways = (ways * (columns - 1 - size)) / (size + 1)
  }
  return weights
}

function bits(set: number): number {
  let count = 0
  for (let rest = set; rest > 0; rest >>= 1) count += rest & 1
  return count
}

/** Mean and spread of the shares within each background row, by Welford's method, and over all of them. */
function accumulator(columns: number, background: number) {
  const counts = new Uint32Array(background)
  const means = new Float64Array(background * columns)
  const squares = new Float64Array(background * columns)
  let base = 0
  let prediction = Number.NaN
  return {
    add(b: number, shares: Float64Array): void {
      const count = ++counts[b]!
      shares.forEach((share, j) => {
        const off = share - means[b * columns + j]!
        means[b * columns + j]! += off / count
        squares[b * columns + j]! += off * (share - means[b * columns + j]!)
      })
    },
    ends(without: number, whole: number): void {
      base += without / background
      prediction = whole
    },
    result(): Shapley {
      const each = (of: (j: number) => number): Float64Array =>
        Float64Array.from({ length: columns }, (_, j) => of(j))
      const sum = (of: (b: number) => number): number => {
        let total = 0
        for (let b = 0; b < background; b++) total += of(b)
        return total
      }
      const values = each((j) => sum((b) => means[b * columns + j]!) / background)
      const errors = each((j) => {
        const within = sum((b) => {
          const n = counts[b]!
          return n > 1 ? squares[b * columns + j]! / (n - 1) / n : 0
        })
        return Math.sqrt(within) / background
      })
      const allErrors = each((j) => {
        const between = sum((b) => (means[b * columns + j]! - values[j]!) ** 2)
        return background > 1 ? Math.sqrt(between / (background - 1) / background) : Number.NaN
      })
      return { values, errors, allErrors, base, prediction }
    },
  }
}
