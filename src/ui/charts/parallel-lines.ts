import type { ParallelAxis, View } from '../../core/view'
import { figure } from '../words'

type ParallelView = Extract<View, { kind: 'parallel' }>

/** An axis with its ends: a place from 0 to 1 for every value, and the way back. */
export interface Scale {
  readonly title: string
  /** The node that it belongs to; empty for none. */
  readonly of: string
  readonly place: (value: number) => number
  /** What stands at a place, in words. */
  readonly words: (place: number) => string
}

/** Both ends of a stretch of an axis, from 0 to 1. */
export type Brush = readonly [number, number]

/** @param nameOf what a node is called now, where it is known */
export const scalesOf = (
  { axes, lines }: ParallelView,
  nameOf: (node: string) => string | undefined = () => undefined,
): Scale[] =>
  axes.map((axis, d) =>
    scaleOf(
      axis,
      axis.of ? (nameOf(axis.of.node) ?? axis.of.title) : '',
      lines.map(({ values }) => values[d]!),
    ),
  )

/** An axis in one line: "Logistic regression: C". */
export const scaleName = ({ of, title }: Pick<Scale, 'of' | 'title'>): string =>
  of === '' ? title : `${of}: ${title}`

function scaleOf({ levels, log, title }: ParallelAxis, of: string, values: readonly number[]): Scale {
  if (levels) {
    const last = Math.max(1, levels.length - 1)
    const place = (value: number) => (levels.length === 1 ? 0.5 : value / last)
    return { title, of, place, words: (at) => levels[Math.round(at * last)] ?? '' }
  }
  const on = log ? Math.log : (value: number) => value
  const off = log ? Math.exp : (value: number) => value
  const low = on(Math.min(...values))
  const high = on(Math.max(...values))
  const place = (value: number) => (high > low ? (on(value) - low) / (high - low) : 0.5)
  return { title, of, place, words: (at) => figure(off(low + at * (high - low))) }
}

/** Which lines run through every brush. A place on the edge of a brush is within. */
export function within(
  places: readonly (readonly number[])[],
  brushes: ReadonlyMap<number, Brush>,
): boolean[] {
  const edge = 1e-9
  return places.map((line) =>
    [...brushes].every(([axis, [low, high]]) => line[axis]! >= low - edge && line[axis]! <= high + edge),
  )
}

/** From 0, the line that ends lowest, to 1, that which ends highest; equal ends share. */
export function ranks(ends: readonly number[]): number[] {
  const sorted = [...new Set(ends)].sort((a, b) => a - b)
  const place = new Map(sorted.map((end, i) => [end, sorted.length > 1 ? i / (sorted.length - 1) : 1]))
  return ends.map((end) => place.get(end)!)
}

/** The picture in words: what the best line is, and between which ends the lines beside it lie. */
export function parallelWords(view: ParallelView, scales: readonly Scale[]): string {
  const { best, lines, title } = view
  const count = `${title}, ${lines.length} ${lines.length === 1 ? 'line' : 'lines'}`
  const chosen = best === undefined ? undefined : lines[best]
  if (!chosen) return count
  const said = scales.map((scale, d) => `${scaleName(scale)} ${scale.words(scale.place(chosen.values[d]!))}`)
  return `${count}. Best: ${chosen.label}, ${said.join(', ')}`
}
