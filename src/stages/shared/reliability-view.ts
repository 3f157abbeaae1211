import type { View } from '../../core/view'
import { reliability } from '../../ml/reliability'
import { isClass, scoresOfClass, type ClassificationScored } from '../../ml/metrics/scored'

const BINS = 10

/** How often what was said with a probability came true, for some classes; the rows of every bin can be shown. */
export function reliabilityView(
  scored: ClassificationScored,
  codes: readonly number[],
  on: string,
  rows: string,
): View {
  const curves = codes.map((code) => ({
    code,
    label: scored.classes[code]!,
    bins: reliability(isClass(scored, code), scoresOfClass(scored, code), BINS),
  }))
  const all = curves.flatMap(({ bins, code, label }) => bins.map((bin) => ({ ...bin, code, label })))
  return {
    kind: 'curve',
    title: `How often it came true, of ${on}`,
    x: 'Mean probability',
    y: 'Share that came true',
    series: curves.map(({ bins, label }) => ({
      label,
      points: bins.map((bin) => [bin.predicted, bin.true] as const),
    })),
    reference: 'diagonal',
    marks: all.map((bin) => [bin.predicted, bin.true] as const),
    select: {
      rows,
      cuts: all.map(({ code, from, label, to }) => ({
        title: `“${label}” given ${from} to ${to}`,
        where: [
          // An edge belongs to the bin below it, and 0 to the first.
          { of: 'score', class: code, ...(from > 0 && { above: from }) },
          { of: 'score', class: code, to },
        ],
      })),
    },
  }
}
