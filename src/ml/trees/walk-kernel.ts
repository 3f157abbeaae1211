import bytes from 'virtual:kernel/walk'
import { exportsOf } from '../kernel-exports'
import type { FeatureColumn } from './columns'
import type { Room } from './kernel'
import { MISSING_BIN, type Trees } from './model'
import { packTree, type Walkable } from './walk'

/** What `src/ml/kernels/walk` exports; addresses are bytes into its memory, which the host lays out. */
interface Kernel {
  readonly memory: WebAssembly.Memory
  heapBase(): number
  writeCells(values: number, count: number, above: number, to: number, stride: number, below: number): void
  addTree(
    nodes: number,
    values: number,
    width: number,
    depth: number,
    rows: number,
    count: number,
    stride: number,
    to: number,
  ): void
  addWithLevels(
    nodes: number,
    sets: number,
    values: number,
    width: number,
    rows: number,
    count: number,
    stride: number,
    to: number,
  ): void
}

/** Nodes of trees that stay in the cache together; more of them are walked a tree at a time. */
const FEW_NODES = 40_000
/** Cells of the rows that are looked at together: so that they stay in the cache, or all trees see many at once. */
const FEW_CELLS = 2 ** 11
const MANY_CELLS = 2 ** 18
/** Trees no deeper than this are walked in so many steps without a look at whether rows have arrived. */
const SHALLOW = 8
/** Rows that are walked at a time. */
const AT_ONCE = 8

let compiled: WebAssembly.Module | undefined

/**
 * Adds up trees in a kernel; the same bits as without.
 * @returns false where there is no WebAssembly or not enough memory, and nothing was added
 */
export function addByKernel(
  nodes: Walkable,
  trees: Trees,
  columns: readonly FeatureColumn[],
  rows: number,
  outputs: number,
  to: Float64Array,
): boolean {
  const all = trees.left.length <= FEW_NODES
  const stride = Math.max(1, nodes.columns.length) * (nodes.asksBelow ? 2 : 1) + outputs
  const size = Math.min(rows, Math.max(AT_ONCE, Math.floor((all ? FEW_CELLS : MANY_CELLS) / stride)))
  let walk: Walk
  try {
    walk = new Walk(nodes, trees, all, { size, stride, outputs })
  } catch {
    return false
  }
  for (let from = 0; from < rows; from += size) {
    const part = to.subarray(from * outputs, Math.min(rows, from + size) * outputs)
    walk.read(columns, from, part)
    for (let tree = 0; tree < trees.roots.length; tree++) walk.add(tree)
    walk.write(part)
  }
  return true
}

/** Rows that are looked at together: of each so many float64, its cells and then its outputs. */
interface Shape {
  readonly size: number
  readonly stride: number
  readonly outputs: number
}

class Walk {
  readonly #kernel: Kernel
  readonly #nodes: Walkable
  readonly #trees: Trees
  readonly #all: boolean
  readonly #shape: Shape
  readonly #at: { nodes: number; values: number; sets: number; rows: number; column: number }
  readonly #rows: Float64Array
  readonly #column: Float64Array
  #count = 0

  /**
   * @param all whether all trees are put into the memory, or each when its turn comes
   * @throws RangeError when memory cannot be had
   */
  constructor(nodes: Walkable, trees: Trees, all: boolean, shape: Shape) {
    compiled ??= new WebAssembly.Module(bytes)
    this.#kernel = exportsOf(new WebAssembly.Instance(compiled, {}))
    this.#nodes = nodes
    this.#trees = trees
    this.#all = all
    this.#shape = shape
    const { memory } = this.#kernel
    const most = all ? trees.left.length : nodes.largest
    const cells = (shape.size + AT_ONCE) * shape.stride
    this.#at = layOut(this.#kernel, (room) => ({
      nodes: room.take(most * 16),
      values: room.take(most * trees.width * 4),
      sets: room.take(trees.sets.length * 4),
      rows: room.take(cells * 8),
      column: room.take(shape.size * 8),
    }))
    this.#rows = new Float64Array(memory.buffer, this.#at.rows, cells)
    this.#column = new Float64Array(memory.buffer, this.#at.column, shape.size)
    new Uint32Array(memory.buffer, this.#at.sets, trees.sets.length).set(trees.sets)
    if (all) trees.roots.forEach((_, tree) => this.#put(tree))
  }

  /** Where a tree begins, in nodes. */
  #first(tree: number): number {
    return this.#all ? this.#trees.roots[tree]! : 0
  }

  #put(tree: number): void {
    const { roots, left, values, width } = this.#trees
    const { buffer } = this.#kernel.memory
    const root = roots[tree]!
    const end = roots[tree + 1] ?? left.length
    const at = this.#at.nodes + this.#first(tree) * 16
    const words = new Int32Array(buffer, at, (end - root) * 4)
    packTree(this.#trees, this.#nodes, tree, words, new Float64Array(buffer, at, (end - root) * 2))
    const said = this.#at.values + this.#first(tree) * width * 4
    new Float32Array(buffer, said, (end - root) * width).set(values.subarray(root * width, end * width))
  }

  /** Takes rows in. @param from the first of them @param sums what to add to */
  read(columns: readonly FeatureColumn[], from: number, sums: Float64Array): void {
    const { asksBelow, columns: asked } = this.#nodes
    const { outputs, stride } = this.#shape
    const { column: part, rows } = this.#at
    const count = (this.#count = sums.length / outputs)
    asked.forEach((column, place) => {
      columns[column]!.read(from, from + count, this.#column, 0, 1)
      const above = columns[column]!.levels > 0 ? MISSING_BIN : Infinity
      const below = asksBelow ? asked.length * 8 : 0
      this.#kernel.writeCells(part, count, above, rows + place * 8, stride * 8, below)
    })
    for (let row = 0, at = stride - outputs; row < count; row++, at += stride) {
      for (let k = 0; k < outputs; k++) this.#rows[at + k] = sums[row * outputs + k]!
    }
  }

  /** Adds a tree. */
  add(tree: number): void {
    const { depths, asksLevels } = this.#nodes
    const { width } = this.#trees
    const { outputs } = this.#shape
    const { rows, sets } = this.#at
    if (!this.#all) this.#put(tree)
    const nodes = this.#at.nodes + this.#first(tree) * 16
    const values = this.#at.values + this.#first(tree) * width * 4
    const stride = this.#shape.stride * 8
    const to = stride + ((tree % (outputs / width)) * width - outputs) * 8
    const depth = depths[tree]! <= SHALLOW ? Math.max(1, depths[tree]!) : 0
    if (asksLevels) this.#kernel.addWithLevels(nodes, sets, values, width, rows, this.#count, stride, to)
    else this.#kernel.addTree(nodes, values, width, depth, rows, this.#count, stride, to)
  }

  /** Gives the sums back. */
  write(sums: Float64Array): void {
    const { outputs, stride } = this.#shape
    for (let row = 0, at = stride - outputs; row < this.#count; row++, at += stride) {
      for (let k = 0; k < outputs; k++) sums[row * outputs + k] = this.#rows[at + k]!
    }
  }
}

/** What is taken, each at a multiple of 64 bytes. @throws RangeError when it cannot be had */
function layOut<T>(kernel: Kernel, take: (room: Room) => T): T {
  let top = kernel.heapBase()
  const taken = take({
    take(size) {
      const at = Math.ceil(top / 64) * 64
      top = at + size
      return at
    },
  })
  const missing = top - kernel.memory.buffer.byteLength
  if (missing > 0) kernel.memory.grow(Math.ceil(missing / 65536))
  return taken
}
