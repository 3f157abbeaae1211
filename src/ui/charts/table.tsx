import { Table } from '@mantine/core'
import { figure } from '../words'
import { ModelActs } from './model-acts'
import type { ViewOf } from './view-card'
import styles from './charts.module.css'

export function TableView({ view }: ViewOf<'table'>) {
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
            <Table.Tr key={i}>
              {row.map((value, column) => (
                <Table.Td key={view.columns[column]} ta={isNumber(column) ? 'right' : 'left'}>
                  {value === null ? '–' : typeof value === 'number' ? figure(value) : value}
                  {column === 0 && view.models?.[i] && (
                    <ModelActs model={view.models[i]} name={String(value)} />
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
