import { unitOf, type Space, type Trial } from './space'

const MOST_GROUPS = 5

/**
 * How much of the spread of the ranked losses goes with each dimension alone: the share of variance between groups of
 * its values (options, or up to five parts of equally many trials), less what chance alone would give (epsilon squared,
 * Kelley 1935). From 0 to 1; interactions between dimensions do not show, and neither do regions that were not tried.
 * NaN with fewer than 5 trials, or when all losses are the same.
 */
export function importances(space: Space, trials: readonly Trial[]): number[] {
  const ranks = averageRanks(trials.map(({ loss }) => loss))
  return space.map(({ range }, d) => {
    const units = trials.map(({ point }) => unitOf(range, point[d]!))
    const groups = range.kind === 'choice' ? units : parts(units)
    return trials.length < 5 ? Number.NaN : epsilonSquared(groups, ranks)
  })
}

function parts(units: readonly number[]): number[] {
  const count = Math.min(MOST_GROUPS, Math.floor(Math.sqrt(units.length)))
  return averageRanks(units).map((rank) => Math.floor((rank / units.length) * count))
}

/** From 0 up; equal values share the mean of their ranks. */
function averageRanks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => compare(values[a]!, values[b]!))
  const ranks = values.map(() => 0)
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++
    for (let i = start; i < end; i++) ranks[order[i]!] = (start + end - 1) / 2
  }
  return ranks
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0)

function epsilonSquared(groups: readonly number[], values: readonly number[]): number {
  const mean = (some: readonly number[]) => some.reduce((sum, one) => sum + one, 0) / some.length
  const squares = (some: readonly number[]) => {
    const middle = mean(some)
    return some.reduce((sum, one) => sum + (one - middle) ** 2, 0)
  }
  const byGroup = new Map<number, number[]>()
  values.forEach((value, i) => byGroup.set(groups[i]!, [...(byGroup.get(groups[i]!) ?? []), value]))
  const total = squares(values)
  if (total === 0) return Number.NaN
  const within = [...byGroup.values()].reduce((sum, group) => sum + squares(group), 0)
  const free = values.length - byGroup.size
  if (free <= 0) return Number.NaN
  return Math.max(0, (total - within - (byGroup.size - 1) * (within / free)) / total)
}
