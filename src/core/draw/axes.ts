import { ticksBetween } from '../numbers'
import type { Palette } from './palette'
import { clipped, element, textAt } from './svg'
import { ticksOf } from './ticks'

/** Where a chart draws: the width of the whole, and the box between the axes. */
export interface Frame {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export const WIDTH = 640
const FONT = '12px Inter, system-ui, sans-serif'
const LETTERS = 76

export interface Scale {
  (value: number): number
  readonly ticks: readonly number[]
  readonly say: (value: number) => string
}

/** Values to places along an axis. */
export function scaleOf(
  [low, high]: readonly [number, number],
  from: number,
  to: number,
  say: (value: number) => string = ticksBetween(low, high),
): Scale {
  const place = (value: number) => from + ((value - low) / (high - low)) * (to - from)
  return Object.assign(place, { ticks: ticksOf(low, high), say })
}

/** The grid, the numbers beside it, and what the axes are. */
export function axes(
  frame: Frame,
  x: Scale,
  y: Scale,
  titles: readonly [string, string],
  { dim, line }: Palette,
): string {
  const { bottom, left, right, top } = frame
  const down = x.ticks.map(
    (value) =>
      element('line', { x1: x(value), x2: x(value), y1: top, y2: bottom, stroke: line }) +
      textAt(x(value), bottom + 16, x.say(value), { fill: dim, 'text-anchor': 'middle' }),
  )
  const across = y.ticks.map(
    (value) =>
      element('line', { x1: left, x2: right, y1: y(value), y2: y(value), stroke: line }) +
      textAt(left - 8, y(value) + 4, y.say(value), { fill: dim, 'text-anchor': 'end' }),
  )
  const middle = (top + bottom) / 2
  return [
    ...down,
    ...across,
    textAt((left + right) / 2, bottom + 36, titles[0], { fill: dim, 'text-anchor': 'middle' }),
    textAt(16, middle, titles[1], {
      fill: dim,
      'text-anchor': 'middle',
      transform: `rotate(-90 16 ${middle})`,
    }),
  ].join('')
}

/** A drawing with its title above and a note below, as one SVG. */
export function sheet(
  title: string,
  height: number,
  content: string,
  palette: Palette,
  note?: string,
): string {
  const foot = note === undefined ? 0 : 24
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${WIDTH} ${height + foot}`,
      width: WIDTH,
      height: height + foot,
      role: 'img',
      'aria-label': title,
      style: `font:${FONT}`,
    },
    [
      element('rect', { width: WIDTH, height: height + foot, fill: palette.paper }),
      textAt(16, 24, clipped(title, LETTERS), { fill: palette.ink, style: 'font-size:14px;font-weight:600' }),
      content,
      note === undefined
        ? ''
        : textAt(16, height + 8, clipped(note, LETTERS + 20), { fill: palette.dim, style: 'font-size:11px' }),
    ].join(''),
  )
}

/** What each colour stands for, in rows; the height that it takes. */
export function legend(
  entries: readonly { readonly label: string; readonly colour: string }[],
  top: number,
  { ink }: Palette,
): { readonly markup: string; readonly height: number } {
  let x = 16
  let y = top
  const parts = entries.map(({ colour, label }) => {
    const text = clipped(label, 48)
    const width = 24 + text.length * 6.6 + 16
    if (x + width > WIDTH && x > 16) {
      x = 16
      y += 20
    }
    const markup =
      element('rect', { x, y: y - 4, width: 12, height: 4, rx: 2, fill: colour }) +
      textAt(x + 18, y + 2, text, { fill: ink })
    x += width
    return markup
  })
  return { markup: parts.join(''), height: entries.length > 0 ? y - top + 20 : 0 }
}
