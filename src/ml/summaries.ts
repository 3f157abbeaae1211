import { histogramOfSorted, type Histogram } from './histogram'
import {
  countCodes,
  distinctOfSorted,
  finiteOfSorted,
  medianOfSorted,
  moments,
  quantileOfSorted,
  sortedKnown,
} from './statistics'

/** A column of numbers at a glance. All but the counts are of its finite numbers, NaN where there are none. */
export interface NumberSummary {
  readonly rows: number
  readonly missing: number
  /** Plus or minus infinity: neither missing nor finite. */
  readonly infinite: number
  /** Different finite numbers. */
  readonly distinct: number
  readonly min: number
  readonly max: number
  readonly mean: number
  /** Population standard deviation. */
  readonly std: number
  /** Lower quartile, median, upper quartile, linearly interpolated. */
  readonly quartiles: readonly [number, number, number]
  readonly histogram: Histogram
}

/** @param values NaN is missing */
export function summariseNumbers(values: Float64Array): NumberSummary {
  const known = sortedKnown(values)
  const finite = finiteOfSorted(known)
  const { mean, std } = moments(finite)
  return {
    rows: values.length,
    missing: values.length - known.length,
    infinite: known.length - finite.length,
    distinct: distinctOfSorted(finite),
    min: finite[0] ?? Number.NaN,
    max: finite.at(-1) ?? Number.NaN,
    mean,
    std,
    quartiles: [quantileOfSorted(finite, 0.25), medianOfSorted(finite), quantileOfSorted(finite, 0.75)],
    histogram: histogramOfSorted(finite),
  }
}

/** A column of categories at a glance. */
export interface CategorySummary {
  readonly rows: number
  readonly missing: number
  /** Levels that occur. */
  readonly distinct: number
  /** Rows per level, in the order of the levels. */
  readonly counts: Float64Array
}

/** @param codes into levels, -1 is missing */
export function summariseCategories(codes: Int32Array, levels: number): CategorySummary {
  const counts = countCodes(codes, levels)
  return {
    rows: codes.length,
    missing: codes.reduce((total, code) => total + (code < 0 ? 1 : 0), 0),
    distinct: counts.reduce((total, count) => total + (count > 0 ? 1 : 0), 0),
    counts,
  }
}
