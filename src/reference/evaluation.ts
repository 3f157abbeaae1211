import { readFileSync } from 'node:fs'

/** The shape of evaluation.json, which make_evaluation.py makes. */
export interface Evaluations {
  readonly classification: readonly ClassesCase[]
  readonly regression: readonly NumbersCase[]
}

interface Resampled {
  /** Per resample: how often it holds each row. */
  readonly counts: number[][]
  /** numpy's percentiles 2.5 and 97.5 of scikit-learn's metrics over those resamples. */
  readonly intervals: Readonly<Record<string, [number, number]>>
  /** What scipy.stats.bootstrap gives from 9,999 draws of its own. */
  readonly scipy?: Readonly<Record<string, [number, number]>>
}

export interface ClassesCase extends Resampled {
  readonly name: string
  readonly classes: string[]
  readonly truth: number[]
  readonly scores: number[][]
  readonly report: Readonly<Record<string, number | Record<string, number>>>
  readonly gain?: { readonly share: number[]; readonly gain: number[]; readonly lift: number[] }
}

export interface NumbersCase extends Resampled {
  readonly name: string
  readonly truth: number[]
  readonly values: number[]
}

export const readEvaluations = (): Evaluations =>
  JSON.parse(readFileSync(new URL('./evaluation.json', import.meta.url), 'utf8'))
