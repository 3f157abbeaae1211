import { count } from '../words'
import { cellText } from './cell'
import { drawnColumns, type Across } from './grid-header'
import type { Cell } from './use-grid-keys'
import type { Row } from './windows'
import styles from './grid.module.css'

interface Props extends Across {
  readonly index: number
  readonly top: number
  /** Undefined while it is on its way. */
  readonly row: Row | undefined
  /** The column that the keys are at, when they are in this row. */
  readonly chosen: number | null
  readonly cellId: (cell: Cell) => string
  readonly onChoose: (cell: Cell) => void
}

export function GridRow({
  cellId,
  chosen,
  columns,
  frozen,
  hasRoles,
  index,
  infos,
  onChoose,
  row,
  top,
}: Props) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={styles.row}
      style={{ width: columns.width, transform: `translateY(${top}px)` }}
    >
      <div className={styles.frozen} role="presentation" style={{ width: frozen }}>
        <span role="rowheader">{row ? count(row.id + 1) : ''}</span>
        {hasRoles && (
          <span role="gridcell" data-role={row?.role}>
            {row?.role}
          </span>
        )}
      </div>
      {drawnColumns(columns).map((column) => {
        const value = row?.cells[column]
        const left = columns.edges[column]!
        const here = { row: index, column }
        return (
          <div
            key={column}
            id={cellId(here)}
            role="gridcell"
            aria-colindex={column + 2}
            aria-selected={chosen === column}
            className={styles.cell}
            data-kind={infos[column]!.kind}
            data-missing={value === null || undefined}
            style={{ width: columns.edges[column + 1]! - left, transform: `translateX(${left}px)` }}
            onClick={() => onChoose(here)}
          >
            {value === undefined ? '' : cellText(value)}
          </div>
        )
      })}
    </div>
  )
}
