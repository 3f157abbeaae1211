import { randomSearch } from './random-search'
import { keyOf, type Point, type Space, type Streams, type Trial } from './space'

/** So many points are given this share of the training rows. */
export interface Rung {
  readonly share: number
  readonly count: number
}

/** Each rung keeps the best third, and gives them three times the rows. */
const KEPT = 3

/**
 * The rungs of successive halving (Jamieson and Talwalkar 2016), the last one on all rows.
 * @param points how many begin
 * @param least the smallest share of the rows that still tells anything, above 0
 */
export function halvingRungs(points: number, least: number): Rung[] {
  const byPoints = Math.floor(Math.log(points) / Math.log(KEPT) + 1e-9)
  const byRows = Math.floor(Math.log(1 / least) / Math.log(KEPT) + 1e-9)
  const steps = Math.max(0, Math.min(byPoints, byRows))
  return Array.from({ length: steps + 1 }, (_, k) => ({
    share: KEPT ** (k - steps),
    count: Math.max(1, Math.floor(points / KEPT ** k)),
  }))
}

/** How many trials all rungs have. */
export const halvingTrials = (points: number, least: number): number =>
  halvingRungs(points, least).reduce((sum, { count }) => sum + count, 0)

/**
 * What is left to try on the present rung, best candidates first; empty when all is done. The first rung is drawn at
 * random, later ones are the best of the rung before. A rung begins when no trial of the one before is missing.
 */
export function halvingStep(
  history: readonly Trial[],
  space: Space,
  streams: Streams,
  rungs: readonly Rung[],
): Required<Pick<Trial, 'point' | 'share'>>[] {
  let wanted = firstPoints(history, space, streams, rungs[0]!)
  for (const [k, { share }] of rungs.entries()) {
    const done = new Map(
      history.filter((trial) => trial.share === share).map((trial) => [keyOf(trial.point), trial]),
    )
    const left = wanted.filter((point) => !done.has(keyOf(point)))
    if (left.length > 0) return left.map((point) => ({ point, share }))
    const next = rungs[k + 1]
    if (!next) break
    wanted = wanted
      .map((point) => done.get(keyOf(point))!)
      .filter(({ loss }) => Number.isFinite(loss))
      .sort((a, b) => a.loss - b.loss)
      .slice(0, next.count)
      .map(({ point }) => point)
  }
  return []
}

/** The points of the first rung: those that were tried on it, and new ones up to its count. */
function firstPoints(
  history: readonly Trial[],
  space: Space,
  streams: Streams,
  { share, count }: Rung,
): Point[] {
  const trials = history.filter((trial) => trial.share === share).slice(0, count)
  while (trials.length < count) {
    const point = randomSearch(trials, space, streams)
    if (!point) break
    trials.push({ point, loss: Number.NaN })
  }
  return trials.map(({ point }) => point)
}
