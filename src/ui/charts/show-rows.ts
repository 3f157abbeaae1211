import { createContext } from 'react'
import type { ColumnInfo } from '../../core/column'
import type { Cut } from '../../core/select'
import type { RawCells } from '../../state/hooks'

/** The rows behind a mark, as a view's `select` names them. */
export interface AskedRows {
  readonly rows: string
  readonly cut: Cut
}

/** The rows behind the views of one result. */
export interface RowsBehind {
  /** Shows the rows that a mark is made of. */
  show(asked: AskedRows): void
  columns(rows: string): Promise<readonly ColumnInfo[]>
  cells(rows: string, column: string, ids: readonly number[]): Promise<RawCells>
}

const nowhere = () => Promise.reject(new Error('There is no result around this chart'))

export const RowsBehindContext = createContext<RowsBehind>({
  show: () => {},
  columns: nowhere,
  cells: nowhere,
})
