import { tCumulative, tQuantile } from './student-t'

/** Mean, and sample deviation (divided by n - 1; NaN of one number). */
export function sampleMoments(values: readonly number[]): { readonly mean: number; readonly std: number } {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  return { mean, std: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : Number.NaN }
}

/**
 * The standard error of a mean over resamples whose training rows overlap (Nadeau and Bengio 2003): the variance is
 * divided by 1 / (1/n + held/train), not by n.
 * @param ratio held-out rows over training rows; 0 for independent scores
 */
const correctedError = (std: number, count: number, ratio: number): number =>
  std * Math.sqrt(1 / count + ratio)

/** Where the mean of such scores lies with 95% confidence, by Student's t; NaN of fewer than two. */
export function meanInterval(values: readonly number[], ratio: number): readonly [number, number] {
  const { mean, std } = sampleMoments(values)
  const half = tQuantile(0.975, values.length - 1) * correctedError(std, values.length, ratio)
  return values.length > 1 ? [mean - half, mean + half] : [Number.NaN, Number.NaN]
}

export interface PairedTest {
  readonly mean: number
  /** Of the corrected resampled t-test, two-sided. */
  readonly t: number
  readonly p: number
  /** How probable it is that the true difference is below -rope, within it, and above it. */
  readonly left: number
  readonly within: number
  readonly right: number
}

/**
 * Two models on the same folds: the corrected resampled t-test (Nadeau and Bengio 2003), and the Bayesian correlated
 * t-test (Corani and Benavoli 2015; Benavoli et al. 2017), whose posterior of the mean difference is Student's t with
 * n - 1 degrees of freedom and the variance of the corrected test, when the correlation is taken to be the share of
 * the rows that is held out.
 * @param differences of the scores, fold by fold; at least two
 * @param ratio held-out rows over training rows
 * @param rope differences up to this count as none
 */
export function pairedTest(differences: readonly number[], ratio: number, rope: number): PairedTest {
  const { mean, std } = sampleMoments(differences)
  const df = differences.length - 1
  const error = correctedError(std, differences.length, ratio)
  if (error === 0) return certain(mean, rope)
  const t = mean / error
  const left = tCumulative((-rope - mean) / error, df)
  const right = tCumulative((mean - rope) / error, df)
  return { mean, t, p: 2 * tCumulative(-Math.abs(t), df), left, within: Math.max(0, 1 - left - right), right }
}

/** Every fold has the same difference: there is no doubt left, however few they are. */
function certain(mean: number, rope: number): PairedTest {
  const t = mean === 0 ? 0 : mean * Infinity
  const [left, right] = [Number(mean < -rope), Number(mean > rope)]
  return { mean, t, p: Number(mean === 0), left, within: 1 - left - right, right }
}
