import { useState, type KeyboardEvent } from 'react'

export interface Cell {
  readonly row: number
  readonly column: number
}

interface Options {
  readonly rows: number
  readonly columns: number
  readonly show: (cell: Cell) => void
}

const PAGE = 20

/** Where a key leads from a cell, or null when it leads nowhere. */
export function nextCell(
  key: string,
  far: boolean,
  { column, row }: Cell,
  rows: number,
  columns: number,
): Cell | null {
  const moves: Readonly<Record<string, Cell>> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    PageUp: { row: row - PAGE, column },
    PageDown: { row: row + PAGE, column },
    Home: { row: far ? 0 : row, column: 0 },
    End: { row: far ? rows - 1 : row, column: columns - 1 },
  }
  const next = moves[key]
  if (!next) return null
  const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value))
  return { row: within(next.row, rows), column: within(next.column, columns) }
}

/** Walking through a grid by keys. */
export function useGridKeys({ columns, rows, show }: Options) {
  const [cell, select] = useState<Cell | null>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    if (rows === 0 || columns === 0) return
    const far = event.ctrlKey || event.metaKey
    const next = cell
      ? nextCell(event.key, far, cell, rows, columns)
      : nextCell(event.key, far, { row: 0, column: 0 }, rows, columns) && { row: 0, column: 0 }
    if (!next) return
    event.preventDefault()
    select(next)
    show(next)
  }
  return { cell, select, onKeyDown }
}
