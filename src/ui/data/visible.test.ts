import { expect, test } from 'vitest'
import { scrollToColumn, scrollToRow, visibleColumns, visibleRows } from './visible'

const box = { top: 0, left: 0, width: 500, height: 280 }

test('only rows in sight and some around them are drawn', () => {
  const rows = visibleRows(1000, 28, 32, { ...box, top: 2800 }, 2)
  expect(rows.height).toBe(28_032)
  expect([rows.first, rows.last]).toEqual([96, 111])
  expect(rows.place(100)).toBe(2832)
})

test('a million rows stay within what browsers can draw, from the first to the last', () => {
  const count = 1_000_000
  const start = visibleRows(count, 28, 32, box)
  expect(start.height).toBe(8_000_000)
  expect(start.first).toBe(0)
  const end = visibleRows(count, 28, 32, { ...box, top: start.height - box.height })
  expect(end.last).toBe(count - 1)
  expect(end.place(count - 1) + 28).toBeCloseTo(start.height, 3)
})

test('walking by keys shows every row whole, also in very long grids', () => {
  for (const count of [1000, 3_000_000]) {
    for (const row of [0, 1, 500, 999]) {
      const top = scrollToRow(row, count, 28, 32, { ...box, top: 700 })
      const { place } = visibleRows(count, 28, 32, { ...box, top })
      expect(place(row)).toBeGreaterThanOrEqual(top + 32 - 1e-6)
      expect(place(row) + 28).toBeLessThanOrEqual(top + box.height + 1e-6)
    }
  }
})

test('columns of any width: those in sight, and the way to one that is not', () => {
  const widths = Array.from({ length: 50 }, (_, i) => 100 + (i % 3) * 20)
  const columns = visibleColumns(widths, 72, { ...box, left: 1000 }, 0)
  expect(columns.edges[columns.first]!).toBeLessThanOrEqual(1072)
  expect(columns.edges[columns.last + 1]!).toBeGreaterThanOrEqual(1500)
  expect(columns.width).toBe(72 + widths.reduce((a, b) => a + b, 0))
  expect(scrollToColumn(0, columns, 72, { ...box, left: 1000 })).toBe(0)
  const left = scrollToColumn(49, columns, 72, { ...box, left: 0 })
  expect(columns.edges[50]! - left).toBe(500)
})
