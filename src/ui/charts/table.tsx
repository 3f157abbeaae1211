import { Table } from '@mantine/core'
import { use } from 'react'
import { figure } from '../words'
import { ActsOf } from './model-acts'
import { RowsBehindContext } from './show-rows'
import type { ViewOf } from './view-card'
import styles from './charts.module.css'
import marks from './marks.module.css'

export function TableView({ view }: ViewOf<'table'>) {
  const { select } = view
  const { show } = use(RowsBehindContext)
  const cutOf = (row: number) => select?.cuts[row]
  const pick = (row: number) => {
    const cut = cutOf(row)
    if (select && cut) show({ rows: select.rows, cut })
  }
  const isNumber = (column: number) => view.rows.every((row) => typeof row[column] !== 'string')
  return (
    <div className={styles.table} role="group" tabIndex={0} aria-label={view.title}>
      <Table stickyHeader verticalSpacing={4} horizontalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            {view.columns.map((title, column) => (
              <Table.Th key={title} ta={isNumber(column) ? 'right' : 'left'}>
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {view.rows.map((row, i) => (
            <Table.Tr
              key={i}
              className={cutOf(i) && (marks.row ?? '')}
              title={cutOf(i) && `Show these rows: ${cutOf(i)!.title}`}
              onClick={() => pick(i)}
            >
              {row.map((value, column) => (
                <Table.Td key={view.columns[column]} ta={isNumber(column) ? 'right' : 'left'}>
                  {column === 0 && cutOf(i) ? (
                    // A click on it, by keys too, is one on its row.
                    <button
                      type="button"
                      className={marks.opens}
                      aria-label={`Show these rows: ${cutOf(i)!.title}`}
                    >
                      {wordsOf(value)}
                    </button>
                  ) : (
                    wordsOf(value)
                  )}
                  {column === 0 && <ActsOf model={view.models?.[i]} name={String(value)} />}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

const wordsOf = (value: string | number | null): string =>
  value === null ? '–' : typeof value === 'number' ? figure(value) : value
