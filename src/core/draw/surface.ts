import type { SurfaceAxis, View } from '../view'
import { axes, legend, scaleOf, sheet, WIDTH, type Frame, type Scale } from './axes'
import type { Palette } from './palette'
import { element } from './svg'

const HEIGHT = 440

/** What a model says for every pair of values: cells in the colour of the class or of the number, and the rows. */
export function drawSurface(view: Extract<View, { kind: 'surface' }>, palette: Palette): string {
  const { certainty, classes, points, range, said, title } = view
  const colour = (code: number) => palette.series[code % palette.series.length]!
  const key = legend(
    classes.length > 0
      ? classes.map((label, code) => ({ label, colour: colour(code) }))
      : [{ label: `${view.target}, from ${range[0]} (pale) to ${range[1]}`, colour: palette.accent }],
    48,
    palette,
  )
  const frame: Frame = { left: 96, right: WIDTH - 24, top: 56 + key.height, bottom: HEIGHT - 56 }
  const x = along(view.x, frame.left, frame.right)
  const y = along(view.y, frame.bottom, frame.top)
  const [across, up] = [cellsOf(view.x), cellsOf(view.y)]
  const width = (frame.right - frame.left) / across
  const height = (frame.bottom - frame.top) / up
  const shade = (value: number, cell: number): { fill: string; 'fill-opacity': number } =>
    classes.length > 0
      ? { fill: colour(value), 'fill-opacity': 0.15 + 0.45 * (certainty[cell] ?? 1) }
      : { fill: palette.accent, 'fill-opacity': 0.05 + 0.7 * share(value, range) }
  const cells = Array.from(said, (value, cell) =>
    Number.isNaN(value)
      ? ''
      : element('rect', {
          x: frame.left + (cell % across) * width,
          y: frame.bottom - (Math.floor(cell / across) + 1) * height,
          width: width + 0.3,
          height: height + 0.3,
          ...shade(value, cell),
        }),
  )
  const dots = points.map((point) =>
    element('circle', {
      cx: x(point.x),
      cy: y(point.y),
      r: 3,
      stroke: palette.paper,
      fill: classes.length > 0 ? colour(point.truth) : palette.accent,
      'fill-opacity': point.role === 'test' ? 1 : 0.6,
    }),
  )
  const content =
    key.markup + cells.join('') + axes(frame, x, y, [view.x.column, view.y.column], palette) + dots.join('')
  return sheet(title, HEIGHT, content, palette, view.note)
}

const share = (value: number, [low, high]: readonly [number, number]): number =>
  high > low ? Math.max(0, Math.min(1, (value - low) / (high - low))) : 0.5

const cellsOf = (axis: SurfaceAxis): number => (axis.kind === 'number' ? axis.steps : axis.levels.length)

function along(axis: SurfaceAxis, from: number, to: number): Scale {
  if (axis.kind === 'number') return scaleOf([axis.low, axis.high], from, to)
  const { levels } = axis
  const scale = scaleOf([-0.5, levels.length - 0.5], from, to, (value) => levels[value] ?? '')
  return Object.assign((value: number) => scale(value), { ticks: levels.map((_, i) => i), say: scale.say })
}
