import { count } from '../numbers'
import type { View } from '../view'
import { sheet, WIDTH } from './axes'
import type { Palette } from './palette'
import { clipped, element, textAt } from './svg'

/** Truth down, prediction across: counts, and their share of the true class, shaded by that share. */
export function drawConfusion(view: Extract<View, { kind: 'confusion' }>, palette: Palette): string {
  const { classes, counts, title } = view
  const left = 128
  const top = 88
  const width = (WIDTH - left - 24) / classes.length
  const height = Math.min(64, Math.max(28, 320 / classes.length))
  const letters = Math.max(3, Math.floor(width / 7.5))
  const cells = counts.flatMap((row, truth) => {
    const all = row.reduce((sum, value) => sum + value, 0)
    return row.map((value, said) => {
      const share = all === 0 ? 0 : value / all
      const [x, y] = [left + said * width, top + truth * height]
      const middle = { fill: palette.ink, 'text-anchor': 'middle' }
      return (
        element('rect', {
          x: x + 1,
          y: y + 1,
          width: width - 2,
          height: height - 2,
          rx: 4,
          fill: palette.sunken,
        }) +
        element('rect', {
          x: x + 1,
          y: y + 1,
          width: width - 2,
          height: height - 2,
          rx: 4,
          fill: truth === said ? palette.accent : palette.warm,
          'fill-opacity': share * 0.45,
        }) +
        textAt(x + width / 2, y + height / 2 + (height > 44 ? -2 : 4), count(value), {
          ...middle,
          style: 'font-weight:600',
        }) +
        (height > 44 ? textAt(x + width / 2, y + height / 2 + 14, `${Math.round(share * 100)}%`, middle) : '')
      )
    })
  })
  const across = classes.map((name, i) =>
    textAt(left + (i + 0.5) * width, top - 8, clipped(name, letters), {
      fill: palette.dim,
      'text-anchor': 'middle',
    }),
  )
  const down = classes.map((name, i) =>
    textAt(left - 8, top + (i + 0.5) * height + 4, clipped(name, 16), {
      fill: palette.dim,
      'text-anchor': 'end',
    }),
  )
  const heads =
    textAt(left + (WIDTH - left - 24) / 2, 56, 'Predicted', { fill: palette.dim, 'text-anchor': 'middle' }) +
    textAt(left - 8, 56, 'True', { fill: palette.dim, 'text-anchor': 'end' })
  return sheet(
    title,
    top + classes.length * height + 16,
    [heads, ...across, ...down, ...cells].join(''),
    palette,
  )
}
