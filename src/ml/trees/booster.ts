import type { BinnedRows } from './binned'
import { TreeGrower, type Leaf, type Units } from './grow'
import type { Arena, Kernel } from './kernel'
import { TreeBuilder } from './model'
import { valueOf } from './node-sums'
import { weightedQuantile, type BoostingTarget, type Objective } from './objective'
import { SplitSearch, type SplitRules } from './search'
import { takeWorkspace, type Workspace } from './workspace'

export interface BoosterOptions {
  readonly learning_rate: number
  readonly max_leaf_nodes: number
  readonly max_depth: number
  readonly min_samples_leaf: number
  readonly min_child_weight: number
  readonly l2_regularization: number
  /** By column: 1 where predictions may only rise with it, -1 where they may only fall. */
  readonly monotonic?: Int8Array
}

/** Up to so many rows, those of each bin are counted; with more they are told from the hessians, as LightGBM does. */
const MOST_COUNTED = 50_000
/** With no limit of its own a tree stops here; each level needs a histogram. */
const DEEPEST = 64
/** Below 2^31, which bounds any sum of quantised gradients. */
const RANGE = 2 ** 31 - 1

/** The state of boosting: scores of all rows, and the trees that led to them. */
export class Booster {
  readonly builder = new TreeBuilder(1)
  readonly #kernel: Kernel
  readonly #data: BinnedRows
  readonly #target: BoostingTarget
  readonly #objective: Objective
  readonly #options: BoosterOptions
  readonly #space: Workspace
  readonly #search: SplitSearch
  readonly #grower: TreeGrower

  constructor(
    kernel: Kernel,
    arena: Arena,
    data: BinnedRows,
    target: BoostingTarget,
    objective: Objective,
    options: BoosterOptions,
  ) {
    this.#kernel = kernel
    this.#data = data
    this.#target = target
    this.#objective = objective
    this.#options = options
    const maxLeaves = options.max_leaf_nodes
    const maxDepth = options.max_depth || DEEPEST
    this.#space = takeWorkspace(arena, data, {
      outputs: objective.outputs,
      weighted: target.weights !== undefined,
      softmax: target.loss === 'softmax',
      counted: data.rows <= MOST_COUNTED && !(objective.centred && !target.weights),
      slots: (maxLeaves > 0 ? Math.min(maxLeaves, 2 ** maxDepth) : maxDepth) + 1,
    })
    const directions = Int8Array.from(data.features, ({ column, category }) =>
      category ? 0 : (options.monotonic?.[column] ?? 0),
    )
    this.#search = new SplitSearch(kernel, arena, data, directions)
    const limits = { ...this.#rules(1), maxLeaves, maxDepth }
    this.#grower = new TreeGrower(kernel, data, this.#space, this.#search, limits, directions, this.builder)
    this.#begin()
  }

  /** Scores at their base, the truth as the loss wants it. */
  #begin(): void {
    const { buffer } = this.#kernel.memory
    const { scores, truth, weights, ones, padded } = this.#space
    const { base, scale, centred } = this.#objective
    base.forEach((value, k) =>
      new Float32Array(buffer, scores + k * padded * 4, padded).fill(centred ? 0 : value),
    )
    const from = centred ? base[0]! : 0
    const values = new Float32Array(buffer, truth, padded)
    this.#target.truth.forEach((value, row) => (values[row] = (value - from) / scale))
    if (this.#target.weights) new Float32Array(buffer, weights, padded).set(this.#target.weights)
    if (ones) {
      new Uint32Array(buffer, ones, padded * 2).forEach((_, i, all) => (all[i] = i % 2 === 0 ? 1 : 0))
    }
  }

  /** Which columns the next trees may ask. */
  allowFeatures(allowed: (column: number) => boolean): void {
    this.#search.allow((feature) => allowed(this.#data.features[feature]!.column))
  }

  /**
   * One tree per output, learned from `rows`; `held` are all others, whose scores follow. Both ascend.
   */
  addTrees(rows: Uint32Array, held: Uint32Array): void {
    const { scores, normalisers, padded } = this.#space
    const { outputs } = this.#objective
    if (normalisers) this.#kernel.writeNormalisers(scores, outputs, padded, this.#data.rows, normalisers)
    for (let output = 0; output < outputs; output++) {
      const { gradientScale, hessianScale } = this.#prepare(output, rows, held)
      const units: Units = {
        value: hessianScale / gradientScale,
        gain: hessianScale / gradientScale ** 2,
      }
      const rules = this.#rules(hessianScale)
      for (const leaf of this.#grower.grow(rows.length, held.length, rules, units)) {
        this.#settle(leaf, output, rules, units)
      }
    }
  }

  #rules(hessianScale: number): SplitRules {
    const { l2_regularization, min_child_weight, min_samples_leaf } = this.#options
    return {
      lambda: l2_regularization * hessianScale,
      minHessian: min_child_weight * hessianScale,
      minRows: min_samples_leaf,
    }
  }

  /** The lists of rows and their gradients as integers, as large as sums of 32 bits allow. */
  #prepare(output: number, rows: Uint32Array, held: Uint32Array) {
    const { scores, truth, weights, normalisers, pairs, sums, list, padded } = this.#space
    const { code, option } = this.#objective
    const { buffer } = this.#kernel.memory
    const count = this.#data.rows
    const at = scores + output * padded * 4
    const detail = normalisers ? output : option
    this.#kernel.writeGradients(code, at, truth, weights, normalisers, padded, detail, pairs, sums)
    const blocks = new Float64Array(buffer, sums, Math.ceil(padded / 4096) * 2)
    let gradients = 0
    let hessians = 0
    for (let i = 0; i < blocks.length; i += 2) {
      gradients += blocks[i]!
      hessians += blocks[i + 1]!
    }
    const gradientScale = scaleFor(gradients, padded)
    const hessianScale = scaleFor(hessians, padded)
    this.#kernel.quantise(pairs, padded, gradientScale, hessianScale)
    new Uint32Array(buffer, list, count).set(rows)
    new Uint32Array(buffer, list + rows.length * 4, held.length).set(held)
    if (held.length > 0) this.#kernel.keepPairs(pairs, list, rows.length)
    return { gradientScale, hessianScale }
  }

  /** Gives a leaf its value, in the model and in the scores of its rows. */
  #settle(leaf: Leaf, output: number, rules: SplitRules, units: Units): void {
    const { list, scores, padded } = this.#space
    const best =
      this.#objective.leafQuantile === null
        ? valueOf(leaf, rules.lambda) * units.value
        : this.#quantileOf(leaf, output, this.#objective.leafQuantile)
    const value = Math.fround(this.#options.learning_rate * best) + 0
    this.builder.setValue(leaf.node, value * this.#objective.scale)
    const at = scores + output * padded * 4
    this.#kernel.addToScores(at, list + leaf.start * 4, leaf.rows, value)
    if (leaf.held > 0) this.#kernel.addToScores(at, list + leaf.heldStart * 4, leaf.held, value)
  }

  /** The quantile of what is left of the truth in a leaf. */
  #quantileOf({ start, rows }: Leaf, output: number, quantile: number): number {
    const { buffer } = this.#kernel.memory
    const { list, scores, truth, weights, padded } = this.#space
    const members = new Uint32Array(buffer, list + start * 4, rows)
    const right = new Float32Array(buffer, truth, padded)
    const said = new Float32Array(buffer, scores + output * padded * 4, padded)
    const heavy = weights ? new Float32Array(buffer, weights, padded) : undefined
    return weightedQuantile(
      Float64Array.from(members, (row) => right[row]! - said[row]!),
      quantile,
      heavy && Float64Array.from(members, (row) => heavy[row]!),
    )
  }

  /** The weighted mean of the loss over some rows. */
  meanLoss(rows: Uint32Array): number {
    const { buffer } = this.#kernel.memory
    const { scores, truth, weights, padded, sample } = this.#space
    const { code, option, outputs, scale } = this.#objective
    new Uint32Array(buffer, sample, rows.length).set(rows)
    const total = this.#target.weights
      ? rows.reduce((sum, row) => sum + this.#target.weights![row]!, 0)
      : rows.length
    const sum = this.#kernel.sumLoss(
      code,
      scores,
      outputs,
      padded,
      truth,
      weights,
      sample,
      rows.length,
      option,
    )
    return (sum / total) * (code === 0 ? scale * scale : scale)
  }
}

/** The factor that makes integers of numbers with this sum of sizes: no sum of them goes beyond 2^31. */
function scaleFor(sum: number, count: number): number {
  return sum > 0 ? Math.fround((RANGE - count) / (sum * 1.001)) : 1
}
