import type { Helpers } from '../../core/helper'
import { permutation, type Random } from '../../core/random'
import { binRows } from './binned'
import { Booster, needsOf, type BoosterOptions } from './booster'
import type { FeatureColumn } from './columns'
import { FEWEST, lanesOf } from './lanes'
import { boostingBytes } from './memory'
import type { Trees } from './model'
import { objectiveFor, type BoostingTarget } from './objective'
import { LostHelper, Team } from './team'

/** Parameters as scikit-learn's HistGradientBoosting names them; 0 leaves and 0 depth mean no limit. */
export interface BoostingOptions extends BoosterOptions {
  readonly max_iter: number
  readonly max_bins: number
  /** Share of the rows, and of the features, that each tree is shown. */
  readonly subsample: number
  readonly max_features: number
  /** Rows that nothing is learned from and that tell when to stop; empty for never. */
  readonly validation: Uint32Array
  readonly n_iter_no_change: number
  readonly tol: number
}

/** The losses after an iteration; 0 is before the first tree. */
export interface Iteration {
  readonly iteration: number
  /** Mean over (at most 4096 of) the rows that are learned from. */
  readonly loss: number
  readonly validationLoss?: number
}

/** Scores of a row are `base` and `outputs` sums of trees in turn: tree t adds to output t % outputs. */
export interface BoostedTrees {
  readonly trees: Trees
  readonly base: readonly number[]
  readonly outputs: number
}

export interface Boosted {
  readonly model: BoostedTrees
  readonly history: readonly Iteration[]
  readonly ending: 'iterations' | 'converged' | 'finished'
  /** Bytes of the kernel's memory. */
  readonly memory: number
}

export interface BoostingHooks {
  /** A new stream, the same each time. */
  random(): Random
  /** Threads beside this one, used where memory can be shared. They make no difference to the model. */
  readonly helpers?: Helpers | undefined
  /** A helper was lost, and the fit begins again without any. */
  onLost?(): void
  /**
   * After each iteration; may throw.
   * @param model builds what there is
   * @returns true to end with what there is
   */
  onIteration(history: readonly Iteration[], model: () => BoostedTrees): boolean | Promise<boolean>
}

/**
 * Gradient boosting on histograms (Friedman 2001; histograms as LightGBM, Ke et al. 2017). The same bits on every
 * machine: all sums are of integers, and what is not runs in the kernel.
 * @throws UserError when the rows do not fit into memory
 */
export async function fitBoosting(
  columns: readonly FeatureColumn[],
  target: BoostingTarget,
  options: BoostingOptions,
  hooks: BoostingHooks,
): Promise<Boosted> {
  const wanted = Math.floor(target.truth.length / FEWEST) - 1
  const team = await Team.start(wanted, hooks.helpers)
  try {
    return await fitWith(team, columns, target, options, hooks)
  } catch (error) {
    if (!(error instanceof LostHelper)) throw error
    hooks.onLost?.()
    return await fitWith(await Team.start(0, undefined), columns, target, options, hooks)
  } finally {
    team.end()
  }
}

async function fitWith(
  team: Team,
  columns: readonly FeatureColumn[],
  target: BoostingTarget,
  options: BoostingOptions,
  hooks: BoostingHooks,
): Promise<Boosted> {
  const random = hooks.random()
  const rows = target.truth.length
  const learning = complement(options.validation, rows)
  const sample = evenly(learning)
  const told = Math.max(sample.length, options.validation.length)
  const shape = {
    rows,
    loss: target.loss,
    classes: target.classes ?? 2,
    weighted: target.weights !== undefined,
  }
  const needs = needsOf(shape, options, lanesOf(rows, team.size).length, told)
  team.arena.reserve(boostingBytes(columns, rows, options.max_bins, needs))
  const data = binRows(team.kernel, team.arena, columns, rows, options.max_bins, 'both')
  const objective = objectiveFor(target, learning, team.kernel)
  const booster = new Booster(team, data, target, objective, options, needs)
  const modelOf = (iterations: number): BoostedTrees => ({
    trees: booster.builder.build(iterations * objective.outputs),
    base: objective.base,
    outputs: objective.outputs,
  })
  const history: Iteration[] = []
  const tell = () => {
    const validationLoss = options.validation.length > 0 && {
      validationLoss: booster.meanLoss(options.validation),
    }
    history.push({ iteration: history.length, loss: booster.meanLoss(sample), ...validationLoss })
  }
  tell()
  let ending: Boosted['ending'] = 'iterations'
  for (let i = 0; i < options.max_iter && ending === 'iterations'; i++) {
    booster.allowFeatures(drawFeatures(columns.length, options.max_features, random))
    const drawn = drawRows(learning, options.subsample, random)
    booster.addTrees(drawn, drawn.length === rows ? new Uint32Array(0) : complement(drawn, rows))
    tell()
    if (await hooks.onIteration(history, () => modelOf(history.length - 1))) ending = 'finished'
    else if (isOver(history, options)) ending = 'converged'
  }
  const kept = ending === 'converged' ? best(history) : history.length - 1
  return {
    model: modelOf(kept),
    history,
    ending,
    memory: team.kernel.memory.buffer.byteLength,
  }
}

/** The numbers below `count` that are not in `rows`, ascending. */
function complement(rows: Uint32Array, count: number): Uint32Array {
  const taken = new Uint8Array(count)
  for (const row of rows) taken[row] = 1
  const others = new Uint32Array(count - rows.length)
  for (let row = 0, next = 0; row < count; row++) if (taken[row] === 0) others[next++] = row
  return others
}

/** Rows whose loss is told. */
export const MOST_SAMPLED = 4096

function evenly(rows: Uint32Array): Uint32Array {
  if (rows.length <= MOST_SAMPLED) return rows
  return Uint32Array.from(
    { length: MOST_SAMPLED },
    (_, i) => rows[Math.floor((i * rows.length) / MOST_SAMPLED)]!,
  )
}

function drawRows(rows: Uint32Array, share: number, random: Random): Uint32Array {
  if (share >= 1) return rows
  const drawn = rows.filter(() => random() < share)
  return drawn.length > 0 ? drawn : rows.slice(0, 1)
}

function drawFeatures(count: number, share: number, random: Random): (column: number) => boolean {
  if (share >= 1) return () => true
  const drawn = permutation(count, random).subarray(0, Math.max(1, Math.round(share * count)))
  const allowed = new Set(drawn)
  return (column) => allowed.has(column)
}

/** As scikit-learn: none of the last `n_iter_no_change` losses is better by `tol` than the one before them. */
function isOver(history: readonly Iteration[], { n_iter_no_change, tol }: BoostingOptions): boolean {
  const losses = history.map(({ validationLoss }) => validationLoss)
  const reference = losses.at(-1 - n_iter_no_change)
  if (reference === undefined) return false
  return losses.slice(-n_iter_no_change).every((loss) => loss! >= reference - tol)
}

/** The iteration with the lowest validation loss. */
function best(history: readonly Iteration[]): number {
  let at = 0
  for (const { iteration, validationLoss } of history) {
    if (validationLoss! < history[at]!.validationLoss!) at = iteration
  }
  return at
}
