import type { Random } from '../../core/random'
import type { SearchRange, SearchValue } from '../../core/search'

export interface Dimension {
  readonly name: string
  readonly range: SearchRange
}

/** What is searched: plain data. */
export type Space = readonly Dimension[]

/** One value per dimension, in the space's order. */
export type Point = readonly SearchValue[]

/** A point that was tried, is being tried, or failed. */
export interface Trial {
  readonly point: Point
  /** Smaller is better; NaN while it is not known yet, Infinity where the trial failed. */
  readonly loss: number
  /** The share of the training rows that it was given; all of them without it. */
  readonly share?: number
}

/** A seeded stream for every name. */
export type Streams = (name: string) => Random

/** The next point to try, from what was tried so far, or null when there is nothing left to try. */
export type Sampler = (history: readonly Trial[], space: Space, streams: Streams) => Point | null

/** The value at `unit`, from 0 to 1: every option and every whole number has the same share, or the same on a log scale. */
export function valueAt(range: SearchRange, unit: number): SearchValue {
  if (range.kind === 'choice') return range.options[at(unit, range.options.length)]!
  const { kind, min, max, log } = range
  if (!log) return kind === 'int' ? min + at(unit, max - min + 1) : min + unit * (max - min)
  const [low, high] = logEnds(range)
  const value = Math.exp(low + unit * (high - low))
  return Math.min(max, Math.max(min, kind === 'int' ? Math.round(value) : value))
}

/** Where a value lies from 0 to 1, in the middle of its share. */
export function unitOf(range: SearchRange, value: SearchValue): number {
  if (range.kind === 'choice') return (range.options.indexOf(value) + 0.5) / range.options.length
  const { kind, min, max, log } = range
  const number = Number(value)
  if (log) {
    const [low, high] = logEnds(range)
    return high > low ? (Math.log(number) - low) / (high - low) : 0.5
  }
  if (kind === 'int') return (number - min + 0.5) / (max - min + 1)
  return max > min ? (number - min) / (max - min) : 0.5
}

const at = (unit: number, count: number): number => Math.min(count - 1, Math.floor(unit * count))

/** A whole number's share of a log scale goes half a step to either side. */
function logEnds({ kind, min, max }: Exclude<SearchRange, { kind: 'choice' }>): readonly [number, number] {
  const half = kind === 'int' ? 0.5 : 0
  return [Math.log(min - half), Math.log(max + half)]
}

/** How many values a range has. */
export function countOf(range: SearchRange): number {
  if (range.kind === 'choice') return range.options.length
  if (range.kind === 'int') return range.max - range.min + 1
  return range.max > range.min ? Infinity : 1
}

/** How many points a space has. */
export const sizeOf = (space: Space): number => space.reduce((size, { range }) => size * countOf(range), 1)

/** Whether every value lies within its range. */
export function holds(space: Space, point: Point): boolean {
  return (
    point.length === space.length &&
    space.every(({ range }, d) => {
      const value = point[d]!
      if (range.kind === 'choice') return range.options.includes(value)
      const whole = range.kind === 'float' || Number.isInteger(value)
      return typeof value === 'number' && whole && value >= range.min && value <= range.max
    })
  )
}

/** Equal points have equal keys. */
export const keyOf = (point: Point): string => JSON.stringify(point)
