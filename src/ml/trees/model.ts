/**
 * Trees as flat arrays over the nodes of all of them. The children of a node stand side by side, left then right.
 */
export interface Trees {
  /** The first node of each tree. */
  readonly roots: Uint32Array
  /**
   * What a node asks: 2 x feature where missing values go left, 2 x feature + 1 where they go right, and
   * -1 - feature where it asks for levels.
   */
  readonly asks: Int32Array
  /** Numbers up to this go left; of a question for levels the number of its set. */
  readonly thresholds: Float64Array
  /** The left child; of a leaf the node itself. */
  readonly left: Uint32Array
  /** What a node says, `width` numbers for each. */
  readonly values: Float32Array
  readonly width: number
  /** What a split gained, and how many training rows a node has. */
  readonly gains: Float32Array
  readonly rows: Uint32Array
  /** 256 bits for each set of levels that go left, by bin. */
  readonly sets: Uint32Array
}

/** The bin of missing values in sets, whatever bin they have in training. */
export const MISSING_BIN = 255

/** Collects nodes while trees grow. */
export class TreeBuilder {
  readonly #width: number
  readonly #roots: number[] = []
  readonly #asks: number[] = []
  readonly #thresholds: number[] = []
  readonly #left: number[] = []
  readonly #values: number[] = []
  readonly #gains: number[] = []
  readonly #rows: number[] = []
  readonly #sets: number[] = []

  constructor(width: number) {
    this.#width = width
  }

  addRoot(rows: number): number {
    const node = this.#addLeaf(rows)
    this.#roots.push(node)
    return node
  }

  #addLeaf(rows: number): number {
    const node = this.#left.length
    this.#asks.push(0)
    this.#thresholds.push(0)
    this.#left.push(node)
    this.#gains.push(0)
    this.#rows.push(rows)
    for (let k = 0; k < this.#width; k++) this.#values.push(0)
    return node
  }

  /** @returns the left child; the right one is the next */
  split(node: number, ask: number, threshold: number, gain: number, rows: readonly [number, number]): number {
    this.#asks[node] = ask
    this.#thresholds[node] = threshold
    this.#gains[node] = gain
    const left = this.#addLeaf(rows[0])
    this.#addLeaf(rows[1])
    this.#left[node] = left
    return left
  }

  addSet(words: Uint32Array): number {
    this.#sets.push(...words)
    return this.#sets.length / 8 - 1
  }

  setValue(node: number, value: number, k = 0): void {
    this.#values[node * this.#width + k] = value
  }

  get trees(): number {
    return this.#roots.length
  }

  /** @param trees how many of them, from the first */
  build(trees = this.#roots.length): Trees {
    const nodes = this.#roots[trees] ?? this.#left.length
    return {
      roots: Uint32Array.from(this.#roots.slice(0, trees)),
      asks: Int32Array.from(this.#asks.slice(0, nodes)),
      thresholds: Float64Array.from(this.#thresholds.slice(0, nodes)),
      left: Uint32Array.from(this.#left.slice(0, nodes)),
      values: Float32Array.from(this.#values.slice(0, nodes * this.#width)),
      width: this.#width,
      gains: Float32Array.from(this.#gains.slice(0, nodes)),
      rows: Uint32Array.from(this.#rows.slice(0, nodes)),
      sets: Uint32Array.from(this.#sets),
    }
  }
}
