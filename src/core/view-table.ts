import { sortedCategory, type Column } from './column'
import { table, type Table } from './table'
import type { View } from './view'

type Cell = string | number | null | undefined

const BARE = ['file', 'proposal', 'surface', 'tree'] as const
type TabledView = Exclude<View, { kind: (typeof BARE)[number] }>

/** Whether a view holds numbers that make a table. */
export const isTabled = (view: View): view is TabledView => !BARE.some((kind) => kind === view.kind)

/** The numbers of a view as a table, for a CSV. */
export function viewTable(view: TabledView): Table {
  switch (view.kind) {
    case 'table':
      return tableOf(view.columns.map((title, i) => [title, view.rows.map((row) => row[i])] as const))
    case 'figures':
      return tableOf([
        ['metric', view.figures.map(({ name }) => name)],
        ['title', view.figures.map(({ title }) => title)],
        ['value', view.figures.map(({ value }) => value)],
        ['interval_from', view.figures.map(({ interval }) => interval?.[0] ?? Number.NaN)],
        ['interval_to', view.figures.map(({ interval }) => interval?.[1] ?? Number.NaN)],
      ])
    case 'confusion':
      return tableOf([
        ['true', view.classes],
        ...view.classes.map((name, i) => [`predicted ${name}`, view.counts.map((row) => row[i]!)] as const),
      ])
    case 'curve': {
      const points = view.series.flatMap(({ band = [], label, points: own }) => {
        const edges = new Map(band.map(([x, low, high]) => [x, { low, high }]))
        return own.map(([x, y]) => ({ label, x, y, ...edges.get(x) }))
      })
      const isBanded = view.series.some(({ band }) => band)
      return tableOf([
        ['series', points.map(({ label }) => label)],
        [view.x, points.map(({ x }) => x)],
        [view.y, points.map(({ y }) => y)],
        ...(isBanded
          ? [['from', points.map(({ low }) => low)] as const, ['to', points.map(({ high }) => high)] as const]
          : []),
      ])
    }
    case 'scatter':
      return tableOf([
        [view.x, view.points.map(([x]) => x)],
        [view.y, view.points.map(([, y]) => y)],
      ])
    case 'bars':
      return tableOf([
        ['label', view.bars.map(({ label }) => label)],
        [view.x, view.bars.map(({ value }) => value)],
        ...(view.bars.some(({ off }) => off !== undefined)
          ? [['deviation', view.bars.map(({ off }) => off)] as const]
          : []),
      ])
    case 'threshold':
      return tableOf([
        ['threshold', view.stops.map(({ threshold }) => threshold)],
        ['true_positives', view.stops.map(({ tp }) => tp)],
        ['false_positives', view.stops.map(({ fp }) => fp)],
      ])
    case 'parallel':
      return tableOf([
        ['label', view.lines.map(({ label }) => label)],
        ...view.axes.map(
          (axis, d) =>
            [axis.title, view.lines.map(({ values }) => axis.levels?.[values[d]!] ?? values[d]!)] as const,
        ),
      ])
  }
}

function tableOf(columns: readonly (readonly [name: string, cells: readonly Cell[]])[]): Table {
  const taken = new Set<string>()
  return table(
    columns.map(([name, cells]) => {
      let free = name || 'column'
      for (let n = 2; taken.has(free); n++) free = `${name || 'column'} ${n}`
      taken.add(free)
      return columnOf(free, cells)
    }),
  )
}

function columnOf(name: string, cells: readonly Cell[]): Column {
  if (cells.every((cell) => typeof cell !== 'string'))
    return {
      kind: 'number',
      name,
      role: 'feature',
      values: Float64Array.from(cells, (cell) => cell ?? Number.NaN),
    }
  const levels = [
    ...new Set(cells.flatMap((cell) => (cell === null || cell === undefined ? [] : [String(cell)]))),
  ]
  const codes = new Map(levels.map((level, code) => [level, code]))
  return sortedCategory(
    name,
    'feature',
    Int32Array.from(cells, (cell) => (cell === null ? -1 : (codes.get(String(cell)) ?? -1))),
    levels,
  )
}
