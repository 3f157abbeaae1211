import type { SurfaceAxis } from '../../core/view'
import { figure, tick } from '../words'

export interface Tick {
  /** From 0 to 1 along the axis. */
  readonly at: number
  readonly label: string
}

export const cellsOf = (axis: SurfaceAxis): number =>
  axis.kind === 'number' ? axis.steps : axis.levels.length

/** From 0 to 1 along the axis; an index of a level is the middle of its cell. */
export const shareAlong = (axis: SurfaceAxis, place: number): number =>
  axis.kind === 'number' ? (place - axis.low) / (axis.high - axis.low) : (place + 0.5) / axis.levels.length

/** What a cell stands for, in words. */
export function cellWords(axis: SurfaceAxis, cell: number): string {
  if (axis.kind === 'level') return `${axis.column} “${axis.levels[cell]!}”`
  return `${axis.column} ${figure(axis.low + ((axis.high - axis.low) * (cell + 0.5)) / axis.steps)}`
}

/** Round numbers, or levels, as many as there is room for. @param length of the axis, in pixels */
export function ticksOf(axis: SurfaceAxis, length: number, each: number): Tick[] {
  if (axis.kind === 'level') {
    const every = Math.max(1, Math.ceil((axis.levels.length * each) / length))
    return axis.levels.flatMap((label, i) => (i % every === 0 ? [{ at: shareAlong(axis, i), label }] : []))
  }
  const { low, high } = axis
  const step = roundStep((high - low) / Math.max(1, length / each))
  const first = Math.ceil(low / step)
  const count = Math.floor(high / step) - first + 1
  return Array.from({ length: count }, (_, i) => {
    const value = (first + i) * step
    return { at: shareAlong(axis, value), label: tick(value) }
  })
}

/** The next of 1, 2 or 5 times a power of ten. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return ([1, 2, 5].find((times) => times * power >= least) ?? 10) * power
}
