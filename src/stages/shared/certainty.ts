import type { View } from '../../core/view'
import type { ClassificationScored } from '../../ml/metrics/scored'
import { binOf } from './bins'

const BINS = 10
const EDGES = Float64Array.from({ length: BINS + 1 }, (_, i) => i / BINS)

/** How much probability the rows' true classes were given; sure mistakes stand first. */
export function certainty({ classes, scores, truth }: ClassificationScored, on: string, rows: string): View {
  const counts = new Float64Array(BINS)
  truth.forEach((code, row) => {
    const wrong = code < 0 ? 1 : 1 - scores[row * classes.length + code]!
    counts[EDGES.findLastIndex((edge, bin) => bin < BINS && wrong >= edge)]!++
  })
  const bins = Array.from(counts.keys()).toReversed()
  const name = (bin: number) => `${(BINS - bin - 1) / BINS} to ${(BINS - bin) / BINS}`
  return {
    kind: 'bars',
    title: `Probability of the true class of ${on}`,
    x: 'Rows',
    bars: bins.map((bin) => ({ label: name(bin), value: counts[bin]! })),
    select: {
      rows,
      cuts: bins.map((bin) => ({
        title: `True class given ${name(bin)}`,
        where: [{ of: 'error', ...binOf(EDGES, bin) }],
      })),
    },
    note: 'Rows at the top were sure mistakes, those at the bottom sure hits.',
  }
}
