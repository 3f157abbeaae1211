import { useEffect, useEffectEvent, useId, useRef } from 'react'
import { FaultNote } from '../note'
import { columnWidth } from './cell'
import { GridHeader } from './grid-header'
import { GridRow } from './grid-row'
import { useBox } from './use-box'
import { useGridKeys, type Cell } from './use-grid-keys'
import { useWindows, type LoadRows } from './use-windows'
import { scrollToColumn, scrollToRow, visibleColumns, visibleRows } from './visible'
import styles from './grid.module.css'

const HEADER = 32
const ROW = 28
const NUMBER_WIDTH = 88
const ROLE_WIDTH = 88

interface Props {
  /** What the rows are of: they are fetched again when it changes. */
  readonly result: string
  readonly load: LoadRows
  readonly label?: string
  /** Told of the row that the keys or the pointer are at, by its id. */
  readonly onRow?: (id: number) => void
}

/** Any number of rows and columns: only what is in sight is fetched and drawn. */
export function DataGrid({ label = 'Rows', load, onRow, result }: Props) {
  const element = useRef<HTMLDivElement>(null)
  const box = useBox(element)
  const prefix = useId()
  const windows = useWindows(result, load)
  const head = windows.head()
  const fault = windows.fault()
  const total = head?.total ?? 0
  const infos = head?.columns ?? []
  const hasRoles = head !== undefined && head.roles !== null
  const frozen = NUMBER_WIDTH + (hasRoles ? ROLE_WIDTH : 0)
  const rows = visibleRows(total, ROW, HEADER, box)
  const columns = visibleColumns(infos.map(columnWidth), frozen, box)
  useEffect(() => {
    if (rows.last >= rows.first) windows.want(rows.first, rows.last)
  }, [windows, rows.first, rows.last])

  const { cell, onKeyDown, select } = useGridKeys({
    rows: total,
    columns: infos.length,
    show: ({ column, row }: Cell) =>
      element.current?.scrollTo({
        top: scrollToRow(row, total, ROW, HEADER, box),
        left: scrollToColumn(column, columns, frozen, box),
      }),
  })
  const at = cell ? windows.row(cell.row)?.id : undefined
  const tell = useEffectEvent((id: number) => onRow?.(id))
  useEffect(() => {
    if (at !== undefined) tell(at)
  }, [at])
  const cellId = ({ column, row }: Cell) => `${prefix}-${row}-${column}`
  const drawn = Array.from({ length: Math.max(0, rows.last - rows.first + 1) }, (_, i) => rows.first + i)
  return (
    <>
      {fault && <FaultNote fault={fault} />}
      <div
        ref={element}
        className={styles.grid}
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={infos.length + 1}
        aria-activedescendant={cell ? cellId(cell) : undefined}
        aria-busy={head === undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div
          role="presentation"
          className={styles.sheet}
          style={{ height: rows.height, width: columns.width }}
        >
          <GridHeader infos={infos} columns={columns} frozen={frozen} hasRoles={hasRoles} />
          {drawn.map((index) => (
            <GridRow
              key={index}
              index={index}
              top={rows.place(index)}
              row={windows.row(index)}
              infos={infos}
              columns={columns}
              frozen={frozen}
              hasRoles={hasRoles}
              chosen={cell?.row === index ? cell.column : null}
              cellId={cellId}
              onChoose={select}
            />
          ))}
        </div>
      </div>
    </>
  )
}
