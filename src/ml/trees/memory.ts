import { requireMemory } from '../../core/memory'
import { strideFor, takeBinning } from './binned'
import type { FeatureColumn } from './columns'
import { takePlan, type PlanShape } from './forest-plan'
import type { Room } from './kernel'
import { takeWorkspace, type WorkspaceNeeds } from './workspace'

/** Adds up what is taken, and takes nothing. */
class Tally implements Room {
  bytes = 0

  take(bytes: number): number {
    this.bytes += Math.ceil(bytes / 64) * 64 + 64
    return 0
  }
}

/** The bytes of memory that the kernel of boosting takes for these rows, told before anything is read but a few rows. */
export function boostingBytes(
  columns: readonly FeatureColumn[],
  rows: number,
  maxBins: number,
  needs: WorkspaceNeeds,
): number {
  const tally = new Tally()
  const wide = columns.filter((column) => seemsWide(column, rows, maxBins)).length
  takeBinning(tally, rows, columns.length, 'both')
  takeWorkspace(
    tally,
    { rows, stride: strideFor(columns.length), wide, narrow: columns.length - wide },
    needs,
  )
  return tally.bytes
}

/** The same for a forest. */
export function forestBytes(shape: PlanShape): number {
  const tally = new Tally()
  takeBinning(tally, shape.rows, shape.features, 'columns')
  tally.take(2 * shape.features * 2048)
  takePlan(tally, shape)
  return tally.bytes
}

/** Bytes of a node in `Trees`, but for its values. */
const NODE_BYTES = 24

/**
 * The bytes of memory that the trees of a forest take while they are joined, twice what they take afterwards; the first
 * of them tells how many nodes the others will have.
 * @param width values of a node
 */
export const treesBytes = (nodes: number, width: number, trees: number): number =>
  2 * trees * nodes * (NODE_BYTES + 4 * width)

/** @throws UserError when the memory for so many trees cannot be had */
export function requireTrees(nodes: number, width: number, trees: number): void {
  requireMemory(
    treesBytes(nodes, width, trees),
    `The first tree has ${nodes.toLocaleString('en-US')} nodes, so ${trees.toLocaleString('en-US')} of them would take`,
    'Take fewer trees, fewer levels, or more rows to a leaf.',
  )
}

/** Rows that tell how many distinct values a column has. */
const LOOK = 1024
const NARROW_BINS = 15

function seemsWide({ levels, read }: FeatureColumn, rows: number, maxBins: number): boolean {
  if (levels > 0) return levels > NARROW_BINS
  const count = Math.min(rows, LOOK)
  const values = new Float64Array(count)
  read(0, count, values, 0, 1)
  return Math.min(maxBins, new Set(values.filter((value) => value === value)).size) > NARROW_BINS
}
