type Point = readonly [number, number]

const MOST_POINTS = 500

/** Evenly chosen points, both ends among them, when there are more than can be drawn. */
export function thinnedCurve(x: Float64Array, y: Float64Array): Point[] {
  const count = Math.min(x.length, MOST_POINTS)
  const step = count > 1 ? (x.length - 1) / (count - 1) : 0
  return Array.from({ length: count }, (_, i): Point => [x[Math.round(i * step)]!, y[Math.round(i * step)]!])
}
