import type { View } from './view'

type Point = readonly [number, number]

/** More than a screen can show apart; drawing them all would keep the page from answering. */
const MOST = 600

/** The points that can be told apart: of every stretch the lowest and the highest, and both ends. */
export function thin(points: readonly Point[], most = MOST): readonly Point[] {
  if (points.length <= most) return points
  const stretches = Math.max(1, Math.floor((most - 2) / 2))
  const inner = points.length - 2
  const kept: Point[] = [points[0]!]
  for (let i = 0; i < stretches; i++) {
    const from = 1 + Math.floor((i * inner) / stretches)
    const to = 1 + Math.floor(((i + 1) * inner) / stretches)
    let low = from
    let high = from
    for (let at = from; at < to; at++) {
      if (points[at]![1] < points[low]![1]) low = at
      if (points[at]![1] > points[high]![1]) high = at
    }
    kept.push(points[Math.min(low, high)]!)
    if (low !== high) kept.push(points[Math.max(low, high)]!)
  }
  return [...kept, points.at(-1)!]
}

/** A view that changes while it is looked at, with no more points than can be told apart: it is sent many times a second. */
export const thinView = (view: View): View =>
  view.kind === 'curve'
    ? { ...view, series: view.series.map((one) => ({ ...one, points: thin(one.points) })) }
    : view
