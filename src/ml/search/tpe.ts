import { haltonSequence } from './quasi-random'
import { parzenDensity } from './parzen'
import { pointAt, untried, wasTried } from './random-search'
import { unitOf, type Point, type Sampler } from './space'

/** So many first points are spread evenly. */
const START = 10
const CANDIDATES = 32
/** The share of the finished trials that counts as good, and the most of them. */
const GOOD = 0.1
const MOST_GOOD = 25

/**
 * The tree-structured Parzen estimator, multivariate (Bergstra et al. 2011; Falkner, Klein and Hutter 2018): a density
 * of the best trials, one of the others, and of candidates drawn from the first the one where it exceeds the second
 * most. Kernels are as wide as their points lie apart, and may be the narrower the more is known. Trials whose loss is
 * not known yet count among the others, so that several can be asked for at once.
 */
export const tpeSearch: Sampler = (history, space, streams) => {
  const tried = wasTried(history)
  const finished = history.filter(({ loss }) => Number.isFinite(loss))
  if (history.length < START || finished.length < 2) {
    const point = pointAt(space, haltonSequence(space.length, streams('start'))(history.length))
    return tried(point) ? untried(history, space, streams) : point
  }
  const unitsOf = (point: Point) => space.map(({ range }, d) => unitOf(range, point[d]!))
  const ranked = finished.toSorted((a, b) => a.loss - b.loss)
  const good = ranked.slice(0, Math.min(MOST_GOOD, Math.ceil(GOOD * finished.length)))
  const isGood = new Set(good)
  const poor = history.filter((trial) => !isGood.has(trial))
  const narrowest = Math.min(0.2, 2 / finished.length)
  const [best, rest] = [good, poor].map((trials) =>
    parzenDensity(
      space,
      trials.map(({ point }) => unitsOf(point)),
      narrowest,
    ),
  )
  const random = streams(`candidates ${history.length}`)
  let chosen: Point | undefined
  let most = -Infinity
  for (let k = 0; k < CANDIDATES; k++) {
    const point = pointAt(space, best!.sample(random))
    if (tried(point)) continue
    const units = unitsOf(point)
    const gain = best!.log(units) - rest!.log(units)
    if (gain <= most) continue
    most = gain
    chosen = point
  }
  return chosen ?? untried(history, space, streams)
}
