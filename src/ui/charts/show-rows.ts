import { createContext } from 'react'
import type { Cut } from '../../core/select'

/** The rows behind a mark, as a view's `select` names them. */
export interface AskedRows {
  readonly rows: string
  readonly cut: Cut
}

/** Lets a chart show the rows that a mark is made of. */
export const ShowRowsContext = createContext<(asked: AskedRows) => void>(() => {})
