import bytes from 'virtual:kernel/walk'
import type { FeatureColumn } from './columns'
import type { Room } from './kernel'
import type { Trees } from './model'
import type { Walkable } from './walk'

/** What `src/ml/kernels/walk` exports; addresses are bytes into its memory, which the host lays out. */
interface Kernel {
  readonly memory: WebAssembly.Memory
  heapBase(): number
  writeRanks(
    values: number,
    count: number,
    edges: number,
    size: number,
    top: number,
    to: number,
    stride: number,
    below: number,
  ): void
  addTree(
    words: number,
    values: number,
    width: number,
    root: number,
    depth: number,
    rows: number,
    count: number,
    stride: number,
    to: number,
    step: number,
  ): void
}

let compiled: WebAssembly.Module | undefined

/** Rows that are looked at together: 8 more have room. */
export interface Blocks {
  readonly size: number
  readonly cells: number
}

/**
 * Adds up trees that ask for numbers only, in a kernel; the same bits as without.
 * @returns false where there is no WebAssembly or not enough memory, and nothing was added
 */
export function addByKernel(
  { asksBelow, columns: asked, depths, words }: Walkable,
  trees: Trees,
  columns: readonly FeatureColumn[],
  rows: number,
  outputs: number,
  { size, cells }: Blocks,
  most: number,
  to: Float64Array,
): boolean {
  let kernel: Kernel
  let room: ReturnType<typeof layOut>
  try {
    compiled ??= new WebAssembly.Module(bytes)
    kernel = new WebAssembly.Instance(compiled, {}).exports as unknown as Kernel
    const edges = asked.reduce((sum, column) => sum + column.edges.length, 0)
    room = layOut(kernel, [
      words.length * 4,
      trees.values.length * 4,
      edges * 8,
      (size + 8) * cells * 4,
      size * 8,
      size * outputs * 8,
    ])
  } catch {
    return false
  }
  const [wordsAt, valuesAt, edgesAt, blockAt, partAt, sumsAt] = room as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const { buffer } = kernel.memory
  new Int32Array(buffer, wordsAt, words.length).set(words)
  new Float32Array(buffer, valuesAt, trees.values.length).set(trees.values)
  const part = new Float64Array(buffer, partAt, size)
  const sums = new Float64Array(buffer, sumsAt, size * outputs)
  const places = asked.map(() => 0)
  let edge = edgesAt
  asked.forEach(({ edges }, place) => {
    new Float64Array(buffer, edge, edges.length).set(edges)
    places[place] = edge
    edge += edges.length * 8
  })
  const groups = outputs / trees.width
  for (let from = 0; from < rows; from += size) {
    const count = Math.min(size, rows - from)
    asked.forEach(({ column, count: top, edges }, place) => {
      columns[column]!.read(from, from + count, part, 0, 1)
      const below = asksBelow ? asked.length * 4 : 0
      kernel.writeRanks(
        partAt,
        count,
        places[place]!,
        edges.length,
        top,
        blockAt + place * 4,
        cells * 4,
        below,
      )
    })
    sums.set(to.subarray(from * outputs, (from + count) * outputs))
    for (let tree = 0; tree < trees.roots.length; tree++) {
      const depth = depths[tree]! <= most ? Math.max(1, depths[tree]!) : 0
      const output = (tree % groups) * trees.width
      kernel.addTree(
        wordsAt,
        valuesAt,
        trees.width,
        3 * trees.roots[tree]!,
        depth,
        blockAt,
        count,
        cells * 4,
        sumsAt + output * 8,
        outputs * 8,
      )
    }
    to.set(sums.subarray(0, count * outputs), from * outputs)
  }
  return true
}

/** Places for so many bytes each. @throws RangeError when they cannot be had */
function layOut(kernel: Kernel, bytesOf: readonly number[]): number[] {
  let top = kernel.heapBase()
  const room: Room = {
    take(size) {
      const at = Math.ceil(top / 64) * 64
      top = at + size
      return at
    },
  }
  const places = bytesOf.map((size) => room.take(size))
  const missing = top - kernel.memory.buffer.byteLength
  if (missing > 0) kernel.memory.grow(Math.ceil(missing / 65536))
  return places
}
