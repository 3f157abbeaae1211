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

/** Nodes with fewer rows cost less than to ask for help. */
const FEW = 2048

export const rowsOf = (places: readonly Place[]): number => places.reduce((sum, { rows }) => sum + rows, 0)

/** Whether lanes are worth running at once. */
export const isMuch = (places: readonly Place[]): boolean => places.length > 1 && rowsOf(places) >= FEW
