import type { Series, View } from '../view'
import { axes, legend, scaleOf, sheet, WIDTH, type Frame } from './axes'
import type { Palette } from './palette'
import { areaOf, element, pathOf } from './svg'
import { rangeOf } from './ticks'

const HEIGHT = 392

/** Lines over a number, with what each says of itself in the legend. */
export function drawCurve(view: Extract<View, { kind: 'curve' }>, palette: Palette): string {
  const { reference, series, title } = view
  const colour = (i: number) => palette.series[i % palette.series.length]!
  const names = series.map(({ label, note }, i) => ({
    label: note === undefined ? label : `${label}: ${note}`,
    colour: colour(i),
  }))
  const key = legend(names, 48, palette)
  const frame: Frame = { left: 72, right: WIDTH - 24, top: 56 + key.height, bottom: HEIGHT - 56 }
  const all = series.flatMap(placesOf)
  const isShare = all.every(([a, b]) => a >= 0 && a <= 1 && b >= 0 && b <= 1)
  const heights = [...all.map(([, b]) => b), ...(typeof reference === 'number' ? [reference] : [])]
  const x = scaleOf(isShare ? [0, 1] : rangeOf(all.map(([a]) => a)), frame.left, frame.right)
  const y = scaleOf(isShare ? [0, 1] : rangeOf(heights), frame.bottom, frame.top)
  const dashed = { stroke: palette.dim, 'stroke-dasharray': '4 4', fill: 'none' }
  const wide = series.some((one) => one.thin) ? 3 : 2
  const at = ([a, b]: readonly [number, number]) => [x(a), y(b)] as const
  const areas = series.map(({ band }, i) =>
    band ? element('path', { d: areaOf(band, at), fill: colour(i), 'fill-opacity': 0.16 }) : '',
  )
  const lines = series.map(({ dots, points, thin }, i) => {
    const places = points.filter(([a, b]) => Number.isFinite(a) && Number.isFinite(b)).map(at)
    if (dots) return places.map(([cx, cy]) => element('circle', { cx, cy, r: 2.5, fill: colour(i) })).join('')
    return places.length > 0
      ? element('path', {
          d: pathOf(places),
          fill: 'none',
          stroke: colour(i),
          'stroke-width': thin ? 1 : wide,
        })
      : ''
  })
  const compare =
    reference === 'diagonal'
      ? element('path', {
          d: pathOf([
            [x(0), y(0)],
            [x(1), y(1)],
          ]),
          ...dashed,
        })
      : reference === undefined
        ? ''
        : element('path', {
            d: pathOf([
              [frame.left, y(reference)],
              [frame.right, y(reference)],
            ]),
            ...dashed,
          })
  const content =
    key.markup + axes(frame, x, y, [view.x, view.y], palette) + compare + areas.join('') + lines.join('')
  return sheet(title, HEIGHT, content, palette)
}

/** Every place that has to be in sight: points, and the edges of bands. */
export const placesOf = ({ band = [], points }: Series): (readonly [number, number])[] => [
  ...points,
  ...band.flatMap(([x, low, high]) => [[x, low] as const, [x, high] as const]),
]
