import type { Fold } from './folds'

export interface TimeSeriesOptions {
  /** Rows left out between training and held-out rows. */
  readonly gap?: number
  /** Rows held out in each fold; by default rows / (folds + 1). */
  readonly held?: number
  /** The most training rows, the latest ones: a window that slides. Without it the window grows. */
  readonly most?: number
}

/**
 * Folds that train on the past and are held out on what follows, as scikit-learn's TimeSeriesSplit.
 * @param rows how many there are, the earliest first
 * @throws RangeError for fewer than 2 folds, or when a fold would have no row to train on
 */
export function timeSeriesFolds(rows: number, folds: number, options: TimeSeriesOptions = {}): Fold[] {
  const { gap = 0, held = Math.floor(rows / (folds + 1)), most = Infinity } = options
  if (!Number.isInteger(folds) || folds < 2) throw new RangeError(`${folds} folds; there must be at least 2`)
  const first = rows - folds * held
  if (held < 1 || first - gap < 1) {
    throw new RangeError(`${folds} folds over time with a gap of ${gap} need more rows; there are ${rows}`)
  }
  return Array.from({ length: folds }, (_, k) => {
    const start = first + k * held
    const end = start - gap
    return { train: range(Math.max(0, end - most), end), held: range(start, start + held) }
  })
}

const range = (from: number, to: number): Uint32Array =>
  Uint32Array.from({ length: to - from }, (_, i) => from + i)
