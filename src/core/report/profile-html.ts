import { element, escapeText } from '../draw/svg'
import { count, figure } from '../numbers'
import type { ColumnSummary } from '../summary'

const WIDTH = 120
const HEIGHT = 28

/** Every column at a glance: what it holds, what is missing, and how it is distributed. */
export function profileHtml(columns: readonly ColumnSummary[]): string {
  const rows = columns.map((column) => {
    const { distinct, kind, missing, name, role, rows: all } = column
    const share = all === 0 ? 0 : (missing / all) * 100
    const cells = [
      `<th scope="row">${escapeText(name)}</th>`,
      `<td>${kind}${role === 'feature' ? '' : `, ${role}`}</td>`,
      `<td class="number">${missing === 0 ? '0' : `${count(missing)} (${figure(share)}%)`}</td>`,
      `<td class="number">${count(distinct)}</td>`,
      `<td>${escapeText(factsOf(column))}</td>`,
      `<td>${histogram(column)}</td>`,
    ]
    return `<tr>${cells.join('')}</tr>`
  })
  const heads = ['Column', 'Kind', 'Missing', 'Distinct', 'Values', 'Distribution']
  const head = heads.map((title) => `<th scope="col">${title}</th>`).join('')
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

function factsOf({ kind, levels, numbers, rows, slots }: ColumnSummary): string {
  if (slots !== undefined) return `${count(slots)} slots`
  if (kind === 'time' && numbers) return [numbers.min, numbers.max].map(day).join(' to ')
  if (numbers) {
    const { max, mean, median, min, std } = numbers
    return `${figure(min)} to ${figure(max)}, median ${figure(median)}, mean ${figure(mean)} ± ${figure(std)}`
  }
  const most = (levels ?? []).slice(0, 3)
  return most.map(({ count: size, label }) => `${label} ${Math.round((size / rows) * 100)}%`).join(', ')
}

const day = (ms: number): string => (Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString().slice(0, 10) : '–')

function histogram({ histogram: bins, levels }: ColumnSummary): string {
  const counts = bins?.counts ?? levels?.map(({ count: size }) => size) ?? []
  if (counts.length === 0) return ''
  const most = Math.max(...counts, 1)
  const step = WIDTH / counts.length
  const bars = counts.map((size, i) => {
    const height = size === 0 ? 0 : Math.max(1, (size / most) * HEIGHT)
    const width = Math.max(0.5, step - 1)
    return element('rect', { x: i * step, y: HEIGHT - height, width, height, fill: 'var(--accent)' })
  })
  return element('svg', { width: WIDTH, height: HEIGHT, 'aria-hidden': 'true' }, bars.join(''))
}
