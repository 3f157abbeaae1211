import { haltonSequence } from './quasi-random'
import {
  keyOf,
  sizeOf,
  valueAt,
  type Point,
  type Sampler,
  type Space,
  type Streams,
  type Trial,
} from './space'

/** So many first points are spread evenly; later ones are drawn one by one. */
const START = 32
/** A space of at most so many points is searched without trying one twice, until all were tried. */
const MOST_LISTED = 20_000
const DRAWS = 20

/** Points at random, the first ones spread evenly by a scrambled Halton sequence. */
export const randomSearch: Sampler = (history, space, streams) => {
  const place = history.length
  if (place < START) {
    const point = pointAt(space, haltonSequence(space.length, streams('start'))(place))
    if (!wasTried(history)(point)) return point
  }
  return untried(history, space, streams)
}

export const pointAt = (space: Space, units: readonly number[]): Point =>
  space.map(({ range }, d) => valueAt(range, units[d]!))

/** A point at random that was not tried before, or null when all were. */
export function untried(history: readonly Trial[], space: Space, streams: Streams): Point | null {
  const random = streams(`draw ${history.length}`)
  const tried = wasTried(history)
  for (let draw = 0; draw < DRAWS; draw++) {
    const point = pointAt(space, Array.from(space, random))
    if (!tried(point)) return point
  }
  if (sizeOf(space) > MOST_LISTED) return pointAt(space, Array.from(space, random))
  const left = allPoints(space).filter((point) => !tried(point))
  return left[Math.floor(random() * left.length)] ?? null
}

export function wasTried(history: readonly Trial[]): (point: Point) => boolean {
  const keys = new Set(history.map(({ point }) => keyOf(point)))
  return (point) => keys.has(keyOf(point))
}

/** Every point of a space without floats, the last dimension running fastest. */
function allPoints(space: Space): Point[] {
  return space.reduce<Point[]>(
    (points, { range }) => {
      const values =
        range.kind === 'choice'
          ? range.options
          : Array.from({ length: Math.floor(range.max - range.min) + 1 }, (_, i) => range.min + i)
      return points.flatMap((point) => values.map((value) => [...point, value]))
    },
    [[]],
  )
}
