import { readFileSync } from 'node:fs'

/** A case of ensembles.json, which make_ensembles.py makes. */
export interface EnsembleCase {
  readonly name: string
  readonly target: string
  readonly positive: string
  /** Columns that the third model does not see. */
  readonly ignore: readonly string[]
  readonly weights: readonly number[]
  readonly classes: readonly string[]
  /** Of the first test rows: probabilities, or the mean. */
  readonly soft: readonly (readonly number[])[]
  /** Class codes of all test rows. */
  readonly hard: readonly number[]
  /** Of the first test rows. */
  readonly stacked: readonly (readonly number[])[]
  /** Of the final learner. */
  readonly coef: readonly (readonly number[])[]
  readonly intercept: readonly number[]
}

export const readEnsembles = (): readonly EnsembleCase[] =>
  JSON.parse(readFileSync(new URL('./ensembles.json', import.meta.url), 'utf8'))
