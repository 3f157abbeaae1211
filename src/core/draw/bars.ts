import { figure } from '../numbers'
import type { BarOf, View } from '../view'
import { axes, scaleOf, sheet, WIDTH, type Frame } from './axes'
import type { Palette } from './palette'
import { clipped, element, textAt } from './svg'
import { rangeOf } from './ticks'

const ROW = 20
const MOST_LETTERS = 32

/** Bars lie, so that long names can be read. */
export function drawBars(view: Extract<View, { kind: 'bars' }>, palette: Palette): string {
  const { bars, note, title } = view
  const names = bars.map(({ label }) => clipped(label, MOST_LETTERS))
  const left = 24 + 6.8 * Math.max(4, ...names.map((name) => name.length))
  const frame: Frame = { left, right: WIDTH - 72, top: 48, bottom: 48 + ROW * bars.length }
  const x = scaleOf(rangeOf([0, ...bars.flatMap(reachOf)]), frame.left, frame.right)
  const none = Object.assign((value: number) => value, { ticks: [], say: String })
  const rows = bars.map((bar, i) => {
    const { value } = bar
    const y = frame.top + i * ROW
    const [from, to] = [x(0), x(Number.isFinite(value) ? value : 0)]
    const [low, high] = reachOf(bar).map((one) => (Number.isFinite(one) ? x(one) : to)) as [number, number]
    const end = Math.max(from, to, high) + 6
    return (
      element('rect', {
        x: Math.min(from, to),
        y: y + 3,
        width: Math.abs(to - from),
        height: ROW - 6,
        rx: 2,
        fill: palette.accent,
      }) +
      (bar.off === undefined
        ? ''
        : element('path', {
            d: `M${low} ${y + 6}V${y + ROW - 6}M${low} ${y + ROW / 2}H${high}M${high} ${y + 6}V${y + ROW - 6}`,
            stroke: palette.ink,
          })) +
      textAt(left - 8, y + 14, names[i]!, { fill: palette.ink, 'text-anchor': 'end' }) +
      textAt(end, y + 14, figure(value), { fill: palette.dim })
    )
  })
  return sheet(
    title,
    frame.bottom + 56,
    axes(frame, x, none, [view.x, ''], palette) + rows.join(''),
    palette,
    note,
  )
}

/** From where to where a bar tells, its error bar included. */
export const reachOf = ({ off = 0, value }: BarOf): [low: number, high: number] => [value - off, value + off]
