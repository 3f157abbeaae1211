import type { View } from '../../core/view'
import { gainCurve } from '../../ml/metrics/gain-curve'
import { isClass, scoresOfClass, type ClassificationScored } from '../../ml/metrics/scored'
import { marked, onGain, onLift, type CurveMarks } from './curve-marks'
import { thinnedCurve } from './thinned-curve'

const TENTH = 0.1

/** Cumulative gain and lift of some classes: what comes of acting on the highest scores first. */
export function gainViews(
  scored: ClassificationScored,
  codes: readonly number[],
  on: string,
  marks: readonly CurveMarks[],
  rows: string,
): Record<string, View> {
  const curves = codes.map((code) => ({
    label: scored.classes[code]!,
    ...gainCurve(isClass(scored, code), scoresOfClass(scored, code)),
  }))
  const x = 'Share of rows, the highest scores first'
  return {
    gain: {
      kind: 'curve',
      title: `Cumulative gain of ${on}`,
      x,
      y: 'Share of the class found',
      series: curves.map(({ gain, label, share }) => ({ label, points: thinnedCurve(share, gain) })),
      reference: 'diagonal',
      ...marked(marks, rows, onGain),
    },
    lift: {
      kind: 'curve',
      title: `Lift of ${on}`,
      x,
      y: 'Times as many as at random',
      series: curves.map(({ label, lift, share }) => {
        const at = share.findIndex((value) => value >= TENTH)
        return {
          label,
          points: thinnedCurve(share.subarray(1), lift.subarray(1)),
          note: `${lift[at]!.toFixed(2)} at ${Math.round(share[at]! * 100)}% of rows`,
        }
      }),
      reference: 1,
      ...marked(marks, rows, onLift),
    },
  }
}
