import type { Cut } from '../../core/select'
import { isClass, scoresOfClass, type ClassificationScored } from '../../ml/metrics/scored'
import { thresholdCounts } from '../../ml/metrics/threshold-counts'

type Point = readonly [number, number]

/** More cannot be told apart by a pointer. */
const MOST_MARKS = 60
/** Rows to each side of a mark's threshold. */
const AROUND = 10

/** Places on the curves of one class, at thresholds that are spread evenly over its scores. */
export interface CurveMarks {
  /** From the highest threshold down: rows of the class at or above it, rows of others, and how many of each there are. */
  readonly stops: readonly { readonly tp: number; readonly fp: number }[]
  readonly positives: number
  readonly negatives: number
  /** The rows whose scores are nearest to each threshold. */
  readonly cuts: readonly Cut[]
}

/**
 * @param curves how many curves share the chart
 * @param rows the name of the rows, where it is not that of the view's `select`
 */
export function curveMarks(
  scored: ClassificationScored,
  code: number,
  curves: number,
  rows?: string,
): CurveMarks {
  const isPositive = isClass(scored, code)
  const scores = scoresOfClass(scored, code)
  const { falsePositives, thresholds, truePositives } = thresholdCounts(isPositive, scores)
  const falling = scores.toSorted().toReversed()
  const count = Math.min(thresholds.length, Math.max(10, Math.floor(MOST_MARKS / curves)))
  const step = count > 1 ? (thresholds.length - 1) / (count - 1) : 0
  const places = Array.from({ length: count }, (_, i) => Math.round(i * step))
  return {
    positives: truePositives.at(-1) ?? 0,
    negatives: falsePositives.at(-1) ?? 0,
    stops: places.map((i) => ({ tp: truePositives[i]!, fp: falsePositives[i]! })),
    cuts: places.map((i): Cut => {
      const above = truePositives[i]! + falsePositives[i]!
      const from = falling[Math.min(falling.length, above + AROUND) - 1]!
      const to = falling[Math.max(0, above - 1 - AROUND)]!
      return {
        title: `“${scored.classes[code]}” given ${short(from)} to ${short(to)}`,
        where: [{ of: 'score', class: code, from, to }],
        ...(rows !== undefined && { rows }),
      }
    }),
  }
}

const short = (value: number): string => String(Number(value.toPrecision(3)))

type Place = (marks: CurveMarks, stop: CurveMarks['stops'][number]) => Point

export const onRoc: Place = ({ negatives, positives }, { fp, tp }) => [fp / negatives, tp / positives]

export const onPrecisionRecall: Place = ({ positives }, { fp, tp }) => [tp / positives, tp / (tp + fp)]

export const onGain: Place = ({ negatives, positives }, { fp, tp }) => [
  (tp + fp) / (positives + negatives),
  tp / positives,
]

export const onLift: Place = (marks, stop) => {
  const [share, gain] = onGain(marks, stop)
  return [share, gain / share]
}

/** What a curve view needs, so that a click on one of its points shows the rows around it. */
export function marked(marks: readonly CurveMarks[], rows: string, place: Place) {
  return {
    marks: marks.flatMap((one) => one.stops.map((stop) => place(one, stop))),
    select: { rows, cuts: marks.flatMap(({ cuts }) => cuts) },
  }
}
