import { tick } from '../numbers'
import type { ParallelAxis, View } from '../view'
import { sheet, WIDTH } from './axes'
import type { Palette } from './palette'
import { clipped, element, pathOf, textAt } from './svg'
import { rangeOf } from './ticks'

const HEIGHT = 360
const TOP = 96
const BOTTOM = HEIGHT - 40
const SIDE = 64

/** A line for every point over all axes, the best one on top. */
export function drawParallel(view: Extract<View, { kind: 'parallel' }>, palette: Palette): string {
  const { best, lines, note, title } = view
  const step = (WIDTH - 2 * SIDE) / Math.max(1, view.axes.length - 1)
  const scales = view.axes.map((axis, d) =>
    upright(
      axis,
      lines.map(({ values }) => values[d]!),
    ),
  )
  const letters = Math.max(6, Math.floor(step / 7))
  const poles = view.axes.map((axis, d) => {
    const x = SIDE + d * step
    const { high, low } = scales[d]!
    const middle = { fill: palette.dim, 'text-anchor': 'middle' }
    return (
      element('line', { x1: x, x2: x, y1: TOP, y2: BOTTOM, stroke: palette.line }) +
      textAt(x, TOP - 40, clipped(axis.of?.title ?? '', letters), middle) +
      textAt(x, TOP - 24, clipped(axis.title, letters), { ...middle, fill: palette.ink }) +
      textAt(x, TOP - 8, clipped(high, letters), middle) +
      textAt(x, BOTTOM + 16, clipped(low, letters), middle)
    )
  })
  const order = [...lines.keys()].sort((a, b) => Number(a === best) - Number(b === best) || a - b)
  const drawn = order.map((i) =>
    element('path', {
      d: pathOf(lines[i]!.values.map((value, d) => [SIDE + d * step, scales[d]!.place(value)] as const)),
      fill: 'none',
      stroke: i === best ? palette.warm : palette.accent,
      'stroke-opacity': i === best ? 1 : 0.35,
      'stroke-width': i === best ? 2.5 : 1,
    }),
  )
  return sheet(title, HEIGHT, poles.join('') + drawn.join(''), palette, note)
}

function upright({ levels, log }: ParallelAxis, values: readonly number[]) {
  const measure = (value: number) => (log ? Math.log(value) : value)
  const [low, high] = levels ? [0, Math.max(1, levels.length - 1)] : rangeOf(values.map(measure))
  const say = (value: number) => levels?.[value] ?? tick(log ? Math.exp(value) : value)
  const place = (value: number) => {
    const share = (measure(value) - low) / (high - low)
    return BOTTOM - (Number.isFinite(share) ? share : 0) * (BOTTOM - TOP)
  }
  return { place, low: say(low), high: say(high) }
}
