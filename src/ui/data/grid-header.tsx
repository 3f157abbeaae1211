import type { ColumnInfo } from '../../core/column'
import { KindIcon } from '../icons'
import { KIND_WORDS } from '../words'
import type { Columns } from './visible'
import styles from './grid.module.css'

export interface Across {
  readonly infos: readonly ColumnInfo[]
  readonly columns: Columns
  /** The width of what does not scroll: the row's number, and its role. */
  readonly frozen: number
  readonly hasRoles: boolean
}

/** The indices of the columns that are drawn. */
export const drawnColumns = ({ first, last }: Columns): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)

export function GridHeader({ columns, frozen, hasRoles, infos }: Across) {
  return (
    <div className={styles.header} role="row" aria-rowindex={1} style={{ width: columns.width }}>
      <div className={styles.frozen} role="presentation" style={{ width: frozen }}>
        <span role="columnheader">Row</span>
        {hasRoles && <span role="columnheader">Role</span>}
      </div>
      {drawnColumns(columns).map((column) => {
        const { kind, name, role } = infos[column]!
        const left = columns.edges[column]!
        return (
          <div
            key={column}
            role="columnheader"
            aria-colindex={column + 2}
            className={styles.title}
            data-role={role}
            style={{ width: columns.edges[column + 1]! - left, transform: `translateX(${left}px)` }}
            title={`${name}: ${KIND_WORDS[kind].toLowerCase()}, ${role}`}
          >
            <KindIcon kind={kind} />
            <span>{name}</span>
          </div>
        )
      })}
    </div>
  )
}
