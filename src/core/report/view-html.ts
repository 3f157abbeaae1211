import { VARIABLES } from '../draw/palette'
import { escapeText } from '../draw/svg'
import { viewSvg } from '../draw/view-svg'
import { count, figure } from '../numbers'
import type { View } from '../view'

/** A table with more rows is cut: the report is to be read. */
const MOST_ROWS = 100

/** A view as markup; empty for what cannot be shown on paper. */
export function viewHtml(view: View): string {
  if (view.kind === 'figures') return block(view.title, figuresHtml(view))
  if (view.kind === 'table') return block(view.title, tableHtml(view.columns, view.rows))
  if (view.kind === 'file')
    return block(view.title, `<p>${escapeText(view.name)}, ${count(view.bytes.length)} bytes</p>`)
  const svg = viewSvg(view, VARIABLES)
  return svg === undefined ? '' : `<figure>${svg}</figure>`
}

const block = (title: string, content: string): string =>
  `<figure class="text"><figcaption>${escapeText(title)}</figcaption>${content}</figure>`

function figuresHtml({ figures, note }: Extract<View, { kind: 'figures' }>): string {
  const items = figures.map(
    ({ interval, note: why, title, value }) =>
      `<div><dt>${escapeText(title)}</dt><dd>${figure(value)}</dd>${
        interval ? `<dd class="dim">95%: ${interval.map(figure).join(' – ')}</dd>` : ''
      }${why !== undefined && Number.isNaN(value) ? `<dd class="dim">${escapeText(why)}</dd>` : ''}</div>`,
  )
  const foot = note === undefined ? '' : `<p class="dim">${escapeText(note)}</p>`
  return `<dl class="figures">${items.join('')}</dl>${foot}`
}

function tableHtml(
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  const isNumber = columns.map((_, i) => rows.every((row) => typeof row[i] !== 'string'))
  const side = (i: number) => (isNumber[i] ? ' class="number"' : '')
  const head = columns.map((title, i) => `<th scope="col"${side(i)}>${escapeText(title)}</th>`)
  const body = rows.slice(0, MOST_ROWS).map((row) => {
    const cells = columns.map((_, i) => `<td${side(i)}>${cellText(row[i] ?? null)}</td>`)
    return `<tr>${cells.join('')}</tr>`
  })
  const rest = rows.length - MOST_ROWS
  return `<div class="scroll"><table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>${
    rest > 0 ? `<p class="dim">and ${count(rest)} more rows</p>` : ''
  }`
}

function cellText(value: string | number | null): string {
  if (value === null) return '–'
  return typeof value === 'number' ? figure(value) : escapeText(value)
}
