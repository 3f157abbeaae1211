import type { View } from '../view'
import { axes, scaleOf, sheet, WIDTH, type Frame } from './axes'
import type { Palette } from './palette'
import { element, pathOf } from './svg'
import { rangeOf } from './ticks'

const HEIGHT = 392
const FRAME: Frame = { left: 80, right: WIDTH - 24, top: 48, bottom: HEIGHT - 56 }

export function drawScatter(view: Extract<View, { kind: 'scatter' }>, palette: Palette): string {
  const { note, points, reference, title } = view
  const xs = points.map(([a]) => a)
  const ys = points.map(([, b]) => b)
  const isAlike = reference === 'diagonal'
  const across = rangeOf(isAlike ? [...xs, ...ys] : xs)
  const up = isAlike ? across : rangeOf(typeof reference === 'number' ? [...ys, reference] : ys)
  const x = scaleOf(across, FRAME.left, FRAME.right)
  const y = scaleOf(up, FRAME.bottom, FRAME.top)
  const ends: readonly (readonly [number, number])[] = isAlike
    ? across.map((value) => [x(value), y(value)] as const)
    : typeof reference === 'number'
      ? [FRAME.left, FRAME.right].map((place) => [place, y(reference)] as const)
      : []
  const compare =
    ends.length > 0
      ? element('path', { d: pathOf(ends), stroke: palette.dim, 'stroke-dasharray': '4 4', fill: 'none' })
      : ''
  const dots = points.map(([a, b]) =>
    element('circle', { cx: x(a), cy: y(b), r: 2.5, fill: palette.accent, 'fill-opacity': 0.5 }),
  )
  return sheet(
    title,
    HEIGHT,
    axes(FRAME, x, y, [view.x, view.y], palette) + compare + dots.join(''),
    palette,
    note,
  )
}
