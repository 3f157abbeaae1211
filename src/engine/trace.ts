import { columnLength, type Column, type VectorColumn } from '../core/column'
import type { Rows } from '../core/dataset'
import { UserError } from '../core/errors'
import type { Lineage, LineageNode } from '../core/lineage'
import type { StageLookup } from '../core/pipeline/pipeline'
import { rowCount, takeTable, type Table } from '../core/table'
import { predict, type Applies } from '../runtime/predict'
import { placesById } from './looked-at'
import type { RowTrace, TracedCell, TracedStep } from './protocol'
import { cellReader, type Cell } from './window'

/** More slots of a vector cannot be read. */
const MOST_SLOTS = 16

/** The raw row with an id; with the rows before it where a step looks back. It is the last one. */
export function rowsForTrace(
  nodes: readonly LineageNode[],
  raw: Table,
  id: number,
  lookup: StageLookup,
): Table {
  const place = placesById(raw).get(id)
  if (place === undefined) throw new UserError('This row is not in the data any more.', 'Run the node again.')
  const looksBack = nodes.some(({ stage }) => lookup(stage)?.context === 'history')
  const first = looksBack ? 0 : place
  return takeTable(
    raw,
    Uint32Array.from({ length: place - first + 1 }, (_, i) => first + i),
  )
}

/** What every step of a lineage does to the last of the raw rows. */
export function traceRow(lineage: Lineage, raw: Table, applies: Applies): RowTrace {
  const steps: TracedStep[] = []
  predict(lineage, raw, applies, ({ id, stage }, inputs, output, within) => {
    steps.push({ node: id, stage, within, cells: compared(columnsOf(inputs), output.table.columns) })
  })
  const row = rowCount(raw) - 1
  const given = raw.columns.map((column) => {
    const value = readCell(column, row)
    return { name: column.name, kind: column.kind, change: 'same' as const, before: value, after: value }
  })
  return { raw: given, steps }
}

/** The columns of all inputs; of a name that stands twice the first. */
function columnsOf(inputs: Readonly<Record<string, Rows>>): Column[] {
  const byName = new Map<string, Column>()
  for (const { table } of Object.values(inputs)) {
    for (const column of table.columns) if (!byName.has(column.name)) byName.set(column.name, column)
  }
  return [...byName.values()]
}

/** Cell by cell: those that came out, in their order, then those that did not. */
function compared(before: readonly Column[], after: readonly Column[]): TracedCell[] {
  const given = new Map(before.map((column) => [column.name, column]))
  const out = new Set(after.map(({ name }) => name))
  const came = after.map((column): TracedCell => {
    const { kind, name } = column
    const old = given.get(name)
    const value = lastCell(column)
    if (!old) return { name, kind, change: 'made', after: value }
    const was = lastCell(old)
    const isSame = old.kind === kind && Object.is(fingerprint(old), fingerprint(column))
    return { name, kind, change: isSame ? 'same' : 'changed', before: was, after: value }
  })
  const lost = before
    .filter(({ name }) => !out.has(name))
    .map((column): TracedCell => ({
      name: column.name,
      kind: column.kind,
      change: 'lost',
      before: lastCell(column),
    }))
  return [...came, ...lost]
}

const lastCell = (column: Column): Cell => readCell(column, columnLength(column) - 1)

const readCell = (column: Column, row: number): Cell =>
  column.kind === 'vector' ? slotsInWords(column, row) : cellReader(column)(row)

/** The same for the same value, to the last bit. */
function fingerprint(column: Column): Cell {
  if (column.kind !== 'vector') return lastCell(column)
  return JSON.stringify(filled(column, column.matrix.rows - 1))
}

/** Slots with their values: all of a small vector, those that are not zero of a large one. */
function slotsInWords(column: VectorColumn, row: number): string {
  const slots = filled(column, row)
  const shown = slots.slice(0, MOST_SLOTS).map(([slot, value]) => `${slot} ${+value.toPrecision(4)}`)
  const rest = slots.length - shown.length
  if (shown.length === 0) return 'all zero'
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ')
}

function filled({ matrix, slots }: VectorColumn, row: number): (readonly [string, number])[] {
  const found: (readonly [string, number])[] = []
  if (matrix.kind === 'sparse') {
    for (let k = matrix.indptr[row]!; k < matrix.indptr[row + 1]!; k++) {
      found.push([slots[matrix.indices[k]!]!, matrix.values[k]!])
    }
    return found
  }
  const isSmall = matrix.cols <= MOST_SLOTS
  for (let j = 0; j < matrix.cols; j++) {
    const value = matrix.values[row * matrix.cols + j]!
    if (isSmall || value !== 0) found.push([slots[j]!, value])
  }
  return found
}
