import { sortedCategory, type Column } from '../../core/column'
import type { Context, TaskContext } from '../../core/context'
import type { Rows, Target } from '../../core/dataset'
import { randomStream } from '../../core/random'
import { table, type Table } from '../../core/table'

/** What tests of stages share. */
export type Cell = number | string | null

/** A table of number and category columns; null is missing, and a column of nothing else is a number. */
export function tableOf(cells: Readonly<Record<string, readonly Cell[]>>): Table {
  return table(Object.entries(cells).map(([name, values]) => columnFrom(name, values)))
}

function columnFrom(name: string, cells: readonly Cell[]): Column {
  if (!cells.some((cell) => typeof cell === 'string')) {
    const values = Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell)))
    return { kind: 'number', name, role: 'feature', values }
  }
  const levels = [...new Set(cells.filter((cell) => cell !== null).map(String))]
  const index = new Map(levels.map((level, code) => [level, code]))
  const codes = Int32Array.from(cells, (cell) => (cell === null ? -1 : index.get(String(cell))!))
  return sortedCategory(name, 'feature', codes, levels)
}

export const rowsOf = (cells: Parameters<typeof tableOf>[0], target: Target | null = null): Rows => ({
  table: tableOf(cells),
  target,
})

/** The cells as `tableOf` takes them; a vector's are its rows. */
export function cellsOf(column: Column): readonly (Cell | readonly number[])[] {
  switch (column.kind) {
    case 'number':
    case 'time':
      return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value))
    case 'category':
      return Array.from(column.codes, (code) => (code < 0 ? null : column.levels[code]!))
    case 'text':
      return Array.from(column.offsets.subarray(1), (end, i) =>
        new TextDecoder().decode(column.bytes.subarray(column.offsets[i], end)),
      )
    case 'vector': {
      const { matrix } = column
      return Array.from({ length: matrix.rows }, (_, i) => {
        if (matrix.kind === 'dense')
          return [...matrix.values.subarray(i * matrix.cols, (i + 1) * matrix.cols)]
        const row = Array.from<number>({ length: matrix.cols }).fill(0)
        for (let k = matrix.indptr[i]!; k < matrix.indptr[i + 1]!; k++)
          row[matrix.indices[k]!] = matrix.values[k]!
        return row
      })
    }
  }
}

/** The rows of all features, side by side, with a name for each column. */
export function featureCells(from: Table): { names: string[]; rows: (Cell | undefined)[][] } {
  const features = from.columns.filter(({ role }) => role === 'feature')
  const cells = features.map(cellsOf)
  return {
    names: features.flatMap((column) => (column.kind === 'vector' ? [...column.slots] : [column.name])),
    rows: Array.from(from.ids, (_, i) => cells.flatMap((column) => column[i] as Cell | Cell[])),
  }
}

/** A context that keeps the warnings. */
export function testContext(seed = 0, signal: AbortSignal = new AbortController().signal) {
  const warnings: string[] = []
  const context: Context = {
    signal,
    finish: new AbortController().signal,
    random: (name) => randomStream(seed, name),
    progress: () => signal.throwIfAborted(),
    warn: (message, cure) => void warnings.push(cure ? `${message} ${cure}` : message),
    view: () => {},
    soFar: () => {},
    keep: () => {},
  }
  return { ...context, warnings }
}

/** Whether two numbers agree to 1e-6, absolute or relative, whichever is larger. */
export const isNear = (a: number, b: number): boolean =>
  Object.is(a, b) || Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b))

/** The same for a task; what it should not call is an error. */
export function testTaskContext(given: Partial<TaskContext> = {}) {
  const refuse = () => {
    throw new Error('This test gives no such thing')
  }
  const { warnings, ...context } = testContext()
  const none = {
    predict: refuse,
    refit: refuse,
    inputColumns: refuse,
    cast: refuse,
    file: refuse,
    asset: refuse,
    predictorSource: refuse,
  }
  return { ...context, ...none, ...given, warnings }
}
