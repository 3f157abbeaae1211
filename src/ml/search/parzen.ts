import { normal, type Random } from '../../core/random'
import { countOf, type Space } from './space'

/** A kernel reaches as far as the second nearest other point, and never farther than this. */
const NEIGHBOUR = 2
const FARTHEST = 0.3
/** Where there is no other point. */
const ALONE = 0.2

/** A density over the unit cube. */
export interface Density {
  sample(random: Random): number[]
  /** Natural logarithm; densities over the same space can be compared. */
  log(units: ArrayLike<number>): number
}

/**
 * A mixture of one kernel per point and an even prior that weighs as much as one: normal in numbers, cut off at the
 * ends of the range, and in choices the own option or, now and then, any. All dimensions of a kernel belong together.
 * @param points numbers from 0 to 1, one per dimension
 * @param narrowest the least standard deviation of a kernel, as a share of the range
 */
export function parzenDensity(
  space: Space,
  points: readonly (readonly number[])[],
  narrowest: number,
): Density {
  const dimensions = space.length
  const options = space.map(({ range }) => (range.kind === 'choice' ? range.options.length : 0))
  const halfStep = space.map(({ range }) => Math.min(0.5, 0.5 / countOf(range)))
  const stray = options.map((count) => count / (points.length + count))
  const same = options.map((count, d) => Math.log((1 - stray[d]!) * count + stray[d]!))
  const other = stray.map(Math.log)
  const deviations = points.flatMap((point) => {
    const reach = Math.max(narrowest, reachOf(point, points))
    return halfStep.map((half) => Math.max(reach, half))
  })
  const heights = points.map((point, k) =>
    options.reduce(
      (sum, count, d) => (count > 0 ? sum : sum - logScale(point[d]!, deviations[k * dimensions + d]!)),
      0,
    ),
  )
  const place = (unit: number, d: number) => Math.min(options[d]! - 1, Math.floor(unit * options[d]!))
  const logs = new Float64Array(points.length + 1)
  return {
    sample(random) {
      const k = Math.floor(random() * (points.length + 1))
      return options.map((count, d) => {
        if (k === points.length || (count > 0 && random() < stray[d]!)) return random()
        const centre = points[k]![d]!
        return count > 0 ? centre : within(centre, deviations[k * dimensions + d]!, random)
      })
    },
    log(units) {
      for (let k = 0; k < points.length; k++) {
        let sum = heights[k]!
        for (let d = 0; d < dimensions; d++) {
          const centre = points[k]![d]!
          if (options[d]! > 0) sum += place(units[d]!, d) === place(centre, d) ? same[d]! : other[d]!
          else sum -= 0.5 * ((units[d]! - centre) / deviations[k * dimensions + d]!) ** 2
        }
        logs[k] = sum
      }
      logs[points.length] = 0
      const most = logs.reduce((a, b) => Math.max(a, b))
      return most + Math.log(logs.reduce((sum, one) => sum + Math.exp(one - most), 0) / logs.length)
    },
  }
}

/** How far a kernel reaches: narrow where points lie close together, whatever the scale they do so on. */
function reachOf(point: readonly number[], points: readonly (readonly number[])[]): number {
  const nearest = Array.from<number>({ length: Math.min(NEIGHBOUR + 1, points.length) }).fill(Infinity)
  for (const other of points) {
    let apart = 0
    for (let d = 0; d < point.length; d++) apart += (point[d]! - other[d]!) ** 2
    let place = nearest.length - 1
    if (apart >= nearest[place]!) continue
    for (; place > 0 && nearest[place - 1]! > apart; place--) nearest[place] = nearest[place - 1]!
    nearest[place] = apart
  }
  return Math.min(FARTHEST, Math.sqrt(nearest.at(-1)! / point.length) || ALONE)
}

/** A normal draw that falls within 0 and 1. */
function within(centre: number, deviation: number, random: Random): number {
  for (;;) {
    const unit = centre + deviation * normal(random)
    if (unit >= 0 && unit <= 1) return unit
  }
}

/** The logarithm of what a normal kernel that is cut off at 0 and 1 is divided by. */
function logScale(centre: number, deviation: number): number {
  const inside = normalBelow((1 - centre) / deviation) - normalBelow(-centre / deviation)
  return Math.log(deviation * ROOT_TWO_PI * inside)
}

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI)

/** The standard normal distribution up to `z`, to 1e-7 (Abramowitz and Stegun 1964, 26.2.17). */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const tail =
    (Math.exp(-0.5 * z * z) / ROOT_TWO_PI) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return z > 0 ? 1 - tail : tail
}
