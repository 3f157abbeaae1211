import type { Band, Series, View } from '../../core/view'
import { withinBounds } from '../../ml/metrics/bounds'
import type { Metric } from '../../ml/metrics/registry'
import { meanInterval, sampleMoments } from '../../ml/paired-tests'
import { orNull } from './fold-scores'

/** The scores of one place of a curve, fold by fold. */
export interface CurvePoint {
  readonly x: number
  readonly held: readonly number[]
  readonly own: readonly number[]
  readonly seconds: number
}

type Point = readonly [number, number]

/**
 * A score on held-out rows, with a deviation over folds to both sides, beside the score on training rows.
 * @param name of what varies; `byLog` draws its logarithm
 * @param ratio held-out rows over training rows, for the intervals of the table
 */
export function curveViews(
  points: readonly CurvePoint[],
  title: string,
  name: string,
  metric: Metric,
  ratio: (point: CurvePoint) => number,
  byLog = false,
): Record<string, View> {
  const place = (x: number) => (byLog ? Math.log10(x) : x)
  const line = (label: string, height: (point: CurvePoint) => number): Series => ({
    label,
    points: points
      .map((point): Point => [place(point.x), height(point)])
      .filter(([, y]) => Number.isFinite(y)),
  })
  const held = line('Held-out rows, within one deviation', (point) => sampleMoments(point.held).mean)
  const band = points.flatMap((point): Band[] => {
    const { mean, std } = sampleMoments(point.held)
    const [low, high] = withinBounds(metric, [mean - std, mean + std])
    return Number.isFinite(std) ? [[place(point.x), low, high]] : []
  })
  return {
    curve: {
      kind: 'curve',
      title,
      x: byLog ? `log10(${name})` : name,
      y: metric.title,
      series: [
        { ...held, ...(band.length > 0 && { band }) },
        line('Training rows', ({ own }) => sampleMoments(own).mean),
      ].filter(({ points: drawn }) => drawn.length > 0),
    },
    scores: {
      kind: 'table',
      title: `${title}: all values`,
      columns: [
        name,
        'Held-out score',
        'Standard deviation',
        '95% from',
        '95% to',
        'Training score',
        'Seconds per fit',
      ],
      rows: points.map((point) => {
        const { mean, std } = sampleMoments(point.held)
        const numbers = [
          mean,
          std,
          ...withinBounds(metric, meanInterval(point.held, ratio(point))),
          sampleMoments(point.own).mean,
        ]
        return [point.x, ...numbers.map(orNull), point.seconds]
      }),
    },
  }
}
