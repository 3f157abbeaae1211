import type { Column } from '../core/column'
import type { ColumnSummary } from '../core/summary'
import { summarise } from '../ml/summary'

/** Columns are shared between results, so their summaries are too: one per buffer. */
const known = new WeakMap<ArrayBufferLike, ColumnSummary>()

/** Summaries of columns, with a pause between them so that the thread stays reachable. */
export async function glances(
  columns: readonly Column[],
  progress: (fraction: number) => void = () => undefined,
): Promise<ColumnSummary[]> {
  const out: ColumnSummary[] = []
  for (const column of columns) {
    const { name, kind, role } = column
    const buffer = bufferOf(column)
    let summary = known.get(buffer)
    if (!summary || summary.kind !== kind) {
      summary = summarise(column)
      known.set(buffer, summary)
      await new Promise((resolve) => setTimeout(resolve))
    }
    out.push({ ...summary, name, role })
    progress(out.length / columns.length)
  }
  return out
}

/** The memory that a column is told by. */
export function bufferOf(column: Column): ArrayBufferLike {
  switch (column.kind) {
    case 'number':
    case 'time':
      return column.values.buffer
    case 'category':
      return column.codes.buffer
    case 'text':
      return column.offsets.buffer
    case 'vector':
      return column.matrix.values.buffer
  }
}
