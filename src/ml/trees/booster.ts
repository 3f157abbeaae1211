import type { BinnedRows } from './binned'
import { TreeGrower, type Units } from './grow'
import { RowGradients } from './gradients'
import { LeafScores } from './leaf-scores'
import { lanesOf, placeRows, type Lane, type Place } from './lanes'
import { TreeBuilder } from './model'
import { valueOf } from './node-sums'
import type { BoostingTarget, Loss, Objective } from './objective'
import { SplitSearch, type NodeSums, type SplitRules } from './search'
import type { Team } from './team'
import { takeWorkspace, type Workspace, type WorkspaceNeeds } from './workspace'

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

/** What the memory of boosting hangs on. */
export interface BoostingShape {
  readonly rows: number
  readonly loss: Loss
  readonly classes: number
  readonly weighted: boolean
}

/** @param told rows whose loss is asked for at once */
export function needsOf(
  { classes, loss, rows, weighted }: BoostingShape,
  { max_depth, max_leaf_nodes }: BoosterOptions,
  lanes: number,
  told: number,
): WorkspaceNeeds {
  const maxDepth = max_depth || DEEPEST
  const sameHessians = !weighted && (loss === 'squared' || loss === 'absolute' || loss === 'quantile')
  return {
    outputs: loss === 'softmax' ? classes : 1,
    weighted,
    softmax: loss === 'softmax',
    counted: rows <= MOST_COUNTED && !sameHessians,
    slots: (max_leaf_nodes > 0 ? Math.min(max_leaf_nodes, 2 ** maxDepth) : maxDepth) + 1,
    lanes,
    told,
  }
}

/** The state of boosting: scores of all rows, and the trees that led to them. */
export class Booster {
  readonly builder = new TreeBuilder(1)
  readonly #team: Team
  readonly #lanes: readonly Lane[]
  readonly #data: BinnedRows
  readonly #target: BoostingTarget
  readonly #objective: Objective
  readonly #options: BoosterOptions
  readonly #space: Workspace
  readonly #search: SplitSearch
  readonly #grower: TreeGrower
  readonly #leaves: LeafScores
  readonly #gradients: RowGradients

  /** @param needs of the same target and options */
  constructor(
    team: Team,
    data: BinnedRows,
    target: BoostingTarget,
    objective: Objective,
    options: BoosterOptions,
    needs: WorkspaceNeeds,
  ) {
    this.#team = team
    this.#lanes = lanesOf(data.rows, team.size)
    this.#data = data
    this.#target = target
    this.#objective = objective
    this.#options = options
    const maxLeaves = options.max_leaf_nodes
    const maxDepth = options.max_depth || DEEPEST
    this.#space = takeWorkspace(team.arena, data, needs)
    const directions = Int8Array.from(data.features, ({ column, category }) =>
      category ? 0 : (options.monotonic?.[column] ?? 0),
    )
    this.#search = new SplitSearch(team.kernel, team.arena, data, directions)
    const limits = { ...this.#rules(1), maxLeaves, maxDepth }
    this.#grower = new TreeGrower(team, data, this.#space, this.#search, limits, directions, this.builder)
    this.#leaves = new LeafScores(team, this.#space, this.#lanes.length)
    this.#gradients = new RowGradients(team, this.#space, objective, this.#lanes)
    this.#begin()
  }

  /** Scores at their base, the truth as the loss wants it. */
  #begin(): void {
    const { buffer } = this.#team.kernel.memory
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
    const { scores, padded } = this.#space
    const { outputs } = this.#objective
    const places = this.#list(rows, held)
    this.#gradients.normalise()
    for (let output = 0; output < outputs; output++) {
      if (output > 0) this.#list(rows, held)
      const { gradientScale, hessianScale } = this.#gradients.write(output, places)
      const units: Units = {
        value: hessianScale / gradientScale,
        gain: hessianScale / gradientScale ** 2,
      }
      const rules = this.#rules(hessianScale)
      const worth = (leaf: Omit<NodeSums, 'rows'>) => this.#shrunk(valueOf(leaf, rules.lambda) * units.value)
      const settling = { scores: scores + output * padded * 4, worth }
      const { leafQuantile } = this.#objective
      const leaves = this.#grower.grow(places, rules, units, leafQuantile === null ? settling : null)
      const values = leaves.map((leaf) =>
        leafQuantile === null
          ? (leaf.added ?? worth(leaf))
          : this.#shrunk(this.#leaves.quantile(leaf, output, leafQuantile)),
      )
      leaves.forEach(({ node }, k) => this.builder.setValue(node, values[k]! * this.#objective.scale))
      this.#leaves.add(leaves, values, output)
    }
  }

  /** The list, lane by lane: the rows that are learned from, then the others. */
  #list(rows: Uint32Array, held: Uint32Array): Place[] {
    const { list, padded } = this.#space
    return placeRows(new Uint32Array(this.#team.kernel.memory.buffer, list, padded), this.#lanes, rows, held)
  }

  /** What a leaf adds to scores whose best value is this. */
  #shrunk(best: number): number {
    return Math.fround(this.#options.learning_rate * best) + 0
  }

  #rules(hessianScale: number): SplitRules {
    const { l2_regularization, min_child_weight, min_samples_leaf } = this.#options
    return {
      lambda: l2_regularization * hessianScale,
      minHessian: min_child_weight * hessianScale,
      minRows: min_samples_leaf,
    }
  }

  /** The weighted mean of the loss over some rows. */
  meanLoss(rows: Uint32Array): number {
    const { buffer } = this.#team.kernel.memory
    const { scores, truth, weights, padded, sample } = this.#space
    const { code, option, outputs, scale } = this.#objective
    new Uint32Array(buffer, sample, rows.length).set(rows)
    const total = this.#target.weights
      ? rows.reduce((sum, row) => sum + this.#target.weights![row]!, 0)
      : rows.length
    const sum = this.#team.kernel.sumLoss(
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
