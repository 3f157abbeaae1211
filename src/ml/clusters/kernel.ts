import { UserError } from '../../core/errors'
import type { DenseMatrix } from '../../core/matrix'
import { exportsOf } from '../kernel-exports'

/** What `src/ml/kernels/clusters` exports; addresses are bytes into its memory, which the host lays out. */
interface Kernel {
  readonly memory: WebAssembly.Memory
  heapBase(): number
  assign(
    panels: number,
    rows: number,
    cols: number,
    centres: number,
    count: number,
    clusters: number,
    squares: number,
  ): number
  addUp(
    panels: number,
    rows: number,
    cols: number,
    clusters: number,
    weights: number,
    sums: number,
    sizes: number,
  ): void
  nearer(
    panels: number,
    rows: number,
    cols: number,
    point: number,
    weights: number,
    least: number,
    to: number,
  ): number
}

let compiled: Promise<WebAssembly.Module> | undefined

/** The rows in a kernel's memory, with views of what it reads and writes. Rows are padded to a multiple of four. */
export interface Workspace {
  readonly rows: number
  readonly cols: number
  readonly centres: Float64Array
  readonly clusters: Int32Array
  readonly sums: Float64Array
  readonly sizes: Float64Array
  /** Squared distances of the rows to their nearest centres. */
  readonly squares: Float64Array
  /** Room for another one, and for a point. */
  readonly spare: Float64Array
  readonly point: Float64Array
  /** Gives rows to their nearest centres. @returns how many changed */
  assign(): number
  /** Sums and sizes of the clusters as they are. */
  addUp(): void
  /** Writes `squares` or, where it is less, the squared distance to `point` into `spare`. @returns its weighted sum */
  nearer(): number
}

const PAGE = 65536

/** @throws UserError when there is too little memory */
export async function workspaceFor(
  { rows, cols, values }: DenseMatrix,
  count: number,
  weights: Float64Array | undefined,
): Promise<Workspace> {
  compiled ??= import('virtual:kernel/clusters').then(({ default: bytes }) => WebAssembly.compile(bytes))
  const kernel = exportsOf<Kernel>(await WebAssembly.instantiate(await compiled, {}))
  const { at, padded, top } = layoutFrom(kernel.heapBase(), rows, cols, count, weights !== undefined)
  grow(kernel, top)
  const { buffer } = kernel.memory
  const panels = new Float64Array(buffer, at.panels, padded * cols)
  for (let row = 0; row < rows; row++) {
    const to = (row >> 2) * cols * 4 + (row & 3)
    for (let j = 0; j < cols; j++) panels[to + j * 4] = values[row * cols + j]!
  }
  if (weights) new Float64Array(buffer, at.weights, rows).set(weights)
  const sums = new Float64Array(buffer, at.sums, count * cols)
  const sizes = new Float64Array(buffer, at.sizes, count)
  return {
    rows,
    cols,
    centres: new Float64Array(buffer, at.centres, count * cols),
    clusters: new Int32Array(buffer, at.clusters, padded),
    sums,
    sizes,
    squares: new Float64Array(buffer, at.squares, padded),
    spare: new Float64Array(buffer, at.spare, padded),
    point: new Float64Array(buffer, at.point, cols),
    assign: () => kernel.assign(at.panels, rows, cols, at.centres, count, at.clusters, at.squares),
    addUp: () => {
      sums.fill(0)
      sizes.fill(0)
      kernel.addUp(at.panels, rows, cols, at.clusters, at.weights, at.sums, at.sizes)
    },
    nearer: () => kernel.nearer(at.panels, rows, cols, at.point, at.weights, at.squares, at.spare),
  }
}

function layoutFrom(base: number, rows: number, cols: number, count: number, weighted: boolean) {
  let top = base
  const take = (bytes: number) => {
    const at = Math.ceil(top / 64) * 64
    top = at + bytes
    return at
  }
  const padded = Math.ceil(rows / 4) * 4
  const at = {
    panels: take(padded * cols * 8),
    clusters: take(padded * 4),
    squares: take(padded * 8),
    spare: take(padded * 8),
    weights: weighted ? take(rows * 8) : 0,
    centres: take(count * cols * 8),
    sums: take(count * cols * 8),
    sizes: take(count * 8),
    point: take(cols * 8),
  }
  return { at, padded, top }
}

/** The bytes of memory that a workspace for `count` centres takes. */
export const workspaceBytes = (rows: number, cols: number, count: number, weighted: boolean): number =>
  layoutFrom(PAGE, rows, cols, count, weighted).top

function grow({ memory }: Kernel, bytes: number): void {
  try {
    memory.grow(Math.max(0, Math.ceil((bytes - memory.buffer.byteLength) / PAGE)))
  } catch {
    throw new UserError(
      `Looking for clusters in these rows needs ${Math.round(bytes / 1e6)} MB, which cannot be had.`,
      'Take fewer rows or fewer features.',
    )
  }
}
