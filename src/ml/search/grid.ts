import type { SearchRange, SearchValue } from '../../core/search'
import { wasTried } from './random-search'
import { countOf, valueAt, type Point, type Sampler, type Space } from './space'

/**
 * Points of an even grid: every option of every choice, and of numbers as many values as let the grid have at most
 * `budget` points, both ends among them. The last dimension runs fastest.
 * @throws RangeError when the choices alone make more than `budget` points
 */
export function gridPoints(space: Space, budget: number): Point[] {
  const counts = space.map(({ range }) => (range.kind === 'choice' ? range.options.length : 1))
  const total = () => counts.reduce((product, count) => product * count, 1)
  if (total() > budget)
    throw new RangeError(`The choices alone make ${total()} points, more than the ${budget} trials`)
  const open = new Set([...space.keys()].filter((d) => space[d]!.range.kind !== 'choice'))
  while (open.size > 0) {
    const d = [...open].reduce((least, one) => (counts[one]! < counts[least]! ? one : least))
    counts[d]!++
    if (total() <= budget && counts[d]! <= countOf(space[d]!.range)) continue
    counts[d]!--
    open.delete(d)
  }
  return space.reduce<Point[]>(
    (points, { range }, d) => {
      const values = levels(range, counts[d]!)
      return points.flatMap((point) => values.map((value) => [...point, value]))
    },
    [[]],
  )
}

function levels(range: SearchRange, count: number): SearchValue[] {
  if (range.kind === 'choice') return [...range.options]
  const values = Array.from({ length: count }, (_, i) => valueAt(range, count === 1 ? 0.5 : i / (count - 1)))
  return [...new Set(values)]
}

/** The first point of the grid that was not tried yet. */
export function gridSearch(budget: number): Sampler {
  return (history, space) => {
    const tried = wasTried(history)
    return gridPoints(space, budget).find((point) => !tried(point)) ?? null
  }
}
