import type { BinnedRows } from './binned'
import type { Room } from './kernel'

/** Where the parts of boosting's memory lie; see `Booster` and `TreeGrower` for what is in them. */
export interface Workspace {
  /** Rows up to a multiple of 4. */
  readonly padded: number
  /** outputs x padded float32. */
  readonly scores: number
  readonly truth: number
  /** 0 when all rows weigh the same. */
  readonly weights: number
  readonly normalisers: number
  /** Gradients and hessians of rows: 8 bytes each, in the order of `list`; then `padded` spare places. */
  readonly pairs: number
  /** Numbers of rows: those that a tree learns from, then the others; then `padded` spare places. */
  readonly list: number
  /** Pairs of which each counts one row; 0 when rows need not be counted. */
  readonly ones: number
  readonly histograms: number
  /** Of the number of rows; 0 when they are told from the hessians. */
  readonly counts: number
  readonly histogramBytes: number
  readonly slots: number
  /** A split as 256 bytes: 1 for the bins that go left. */
  readonly table: number
  /** Room for each lane to bring rows together; see the kernel's `writeHistogram`. */
  readonly blocks: number
  readonly blockBytes: number
  /** A histogram for each lane but the first, to be added to the first's. */
  readonly spares: number
  /** For each lane, `mostLeaves` leaves of 12 bytes; see the kernel's `addLeaves`. */
  readonly leaves: number
  readonly mostLeaves: number
  /** Sums of gradients for each 4096 rows. */
  readonly sums: number
  /** Rows whose loss is told, as many as are told at once. */
  readonly sample: number
}

export interface WorkspaceNeeds {
  readonly outputs: number
  readonly weighted: boolean
  readonly softmax: boolean
  readonly counted: boolean
  /** Histograms that are kept at once. */
  readonly slots: number
  readonly lanes: number
  /** Rows whose loss is told at once. */
  readonly told: number
}

/** Bytes of rows that a lane brings together. */
const LEAST_BLOCK = 4096
/** Leaves that are added to scores at once. */
const MOST_LEAVES = 1024

export function takeWorkspace(
  arena: Room,
  data: Pick<BinnedRows, 'rows' | 'stride' | 'wide' | 'narrow'>,
  needs: WorkspaceNeeds,
): Workspace {
  const { rows, stride, wide, narrow } = data
  const padded = Math.ceil(rows / 4) * 4
  const histogramBytes = wide * 256 * 8 + narrow * 16 * 8
  const blockBytes = Math.max(LEAST_BLOCK, stride) + 64
  return {
    padded,
    scores: arena.take(needs.outputs * padded * 4),
    truth: arena.take(padded * 4),
    weights: needs.weighted ? arena.take(padded * 4) : 0,
    normalisers: needs.softmax ? arena.take(padded * 4) : 0,
    pairs: arena.take(2 * padded * 8),
    list: arena.take(2 * padded * 4),
    ones: needs.counted ? arena.take(padded * 8) : 0,
    histograms: arena.take(needs.slots * histogramBytes),
    counts: needs.counted ? arena.take(needs.slots * histogramBytes) : 0,
    histogramBytes,
    slots: needs.slots,
    table: arena.take(256),
    blocks: arena.take(needs.lanes * blockBytes),
    blockBytes,
    spares: needs.lanes > 1 ? arena.take((needs.lanes - 1) * histogramBytes) : 0,
    leaves: arena.take(needs.lanes * MOST_LEAVES * 12),
    mostLeaves: MOST_LEAVES,
    sums: arena.take(Math.ceil(padded / 4096) * 16),
    sample: arena.take(needs.told * 4),
  }
}
