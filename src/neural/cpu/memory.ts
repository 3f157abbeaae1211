/** What the memory of a network's training hangs on. */
export interface TrainingShape {
  readonly rows: number
  /** Numbers in a row. */
  readonly width: number
  readonly tables: readonly { readonly levels: number; readonly width: number }[]
  /** Inputs and outputs of each layer. */
  readonly layers: readonly { readonly inputs: number; readonly outputs: number }[]
  readonly dropout: boolean
}

/** Rows that are evaluated in one call. */
export const PART = 8192

/** Bytes of a chunk of activations, for each column; see the kernel's `allocateChunk`. */
const CHUNK_BYTES = 528
/** What an allocation may take more than was asked for. */
const SLACK = 80
/** What the kernel takes before anything is allocated. */
const BASE = 65536

const upTo = (step: number, size: number): number => Math.ceil(size / step) * step

/** Numbers that are trained, as the kernel pads them. */
const parameters = ({ layers, tables }: TrainingShape): number =>
  layers.reduce((sum, { inputs, outputs }) => sum + (upTo(4, inputs) + 1) * upTo(8, outputs), 0) +
  tables.reduce((sum, { levels, width }) => sum + upTo(4, levels * width), 0)

/** The bytes of memory that the kernel takes. */
export function kernelBytes(shape: TrainingShape): number {
  const { dropout, layers, rows, tables, width } = shape
  const outputs = layers.at(-1)!.outputs
  const forRows = rows * (upTo(8, width) + tables.length + 3) + Math.min(rows, PART) * outputs
  const forLayers = layers.reduce(
    (sum, one) =>
      sum +
      CHUNK_BYTES * upTo(8, one.outputs) * (dropout ? 3 : 2) +
      4 * upTo(8, one.inputs) * upTo(8, one.outputs),
    0,
  )
  const largest = Math.max(...layers.map((one) => (one.inputs + 1) * one.outputs))
  const input = CHUNK_BYTES * upTo(8, layers[0]!.inputs) * (tables.length > 0 ? 2 : 1)
  const pieces = 12 + 4 * layers.length
  return BASE + 4 * (forRows + 4 * parameters(shape) + largest) + forLayers + input + pieces * SLACK
}

/** Copies of all trained numbers beside the kernel: fresh ones, those of the epoch and the best, with what the optimiser keeps. */
const COPIES = 7

/** About how many bytes training takes at most, the rows as it is handed them included. */
export function trainingBytes(shape: TrainingShape): number {
  const { rows, tables, width } = shape
  const perRow = 12 * width + 8 * tables.length + 24
  return kernelBytes(shape) + rows * perRow + COPIES * 4 * parameters(shape)
}
