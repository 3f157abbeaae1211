/** Rows next to each other that one thread sees to, from the first gradient to the last leaf. */
export interface Lane {
  readonly first: number
  readonly rows: number
}

/** Gradients are summed in blocks of so many rows, and no block is divided. */
const BLOCK = 4096
/** Fewer rows are not worth a thread. */
export const FEWEST = 5 * BLOCK

/** As even as blocks allow. All sums are of integers, so lanes make no difference to the model. */
export function lanesOf(rows: number, threads: number): Lane[] {
  const blocks = Math.ceil(rows / BLOCK)
  const count = Math.max(1, Math.min(threads, Math.floor(rows / FEWEST)))
  const start = (lane: number) => Math.min(rows, Math.floor((lane * blocks) / count) * BLOCK)
  return Array.from({ length: count }, (_, k) => ({ first: start(k), rows: start(k + 1) - start(k) }))
}

/** Where the rows of a node stand in one lane's part of the list: those it learns from, and those that follow. */
export interface Place {
  readonly start: number
  readonly rows: number
  readonly heldStart: number
  readonly held: number
}

/**
 * Writes the numbers of rows, lane by lane: those that are learned from, then the others. Both ascend.
 * @param list room for all rows
 */
export function placeRows(
  list: Uint32Array,
  lanes: readonly Lane[],
  rows: Uint32Array,
  held: Uint32Array,
): Place[] {
  let [taken, kept] = [0, 0]
  return lanes.map(({ first, rows: count }) => {
    const own = rows.subarray(taken, placeFrom(rows, first + count))
    const others = held.subarray(kept, placeFrom(held, first + count))
    taken += own.length
    kept += others.length
    list.set(own, first)
    list.set(others, first + own.length)
    return { start: first, rows: own.length, heldStart: first + own.length, held: others.length }
  })
}

/** How many of `rows`, which ascend, are below `row`. */
function placeFrom(rows: Uint32Array, row: number): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]! < row) low = middle + 1
    else high = middle
  }
  return low
}

/** Nodes with fewer rows cost less than to ask for help. */
const FEW = 2048

export const rowsOf = (places: readonly Place[]): number => places.reduce((sum, { rows }) => sum + rows, 0)

/** Whether lanes are worth running at once. */
export const isMuch = (places: readonly Place[]): boolean => places.length > 1 && rowsOf(places) >= FEW
