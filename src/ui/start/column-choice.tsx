import { Badge, Checkbox, Table } from '@mantine/core'
import type { ColumnSummary } from '../../core/summary'
import { whyIgnored } from '../../core/pipeline/starter'
import { KindIcon } from '../icons'
import { count, KIND_WORDS } from '../words'
import styles from './start.module.css'

interface Props {
  readonly columns: readonly ColumnSummary[]
  readonly target: string | null
  readonly ignored: ReadonlySet<string>
  readonly onChange: (ignored: ReadonlySet<string>) => void
}

/** Every column with what it holds, and why it is proposed to be ignored, if it is. */
export function ColumnChoice({ columns, ignored, onChange, target }: Props) {
  const toggle = (name: string) => {
    const next = new Set(ignored)
    if (!next.delete(name)) next.add(name)
    onChange(next)
  }
  return (
    <div className={styles.columns} tabIndex={0} role="group" aria-label="Columns">
      <Table stickyHeader verticalSpacing={4} horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Column</Table.Th>
            <Table.Th>Kind</Table.Th>
            <Table.Th ta="right">Missing</Table.Th>
            <Table.Th ta="right">Distinct</Table.Th>
            <Table.Th ta="center">Ignore</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map((column) => {
            const { distinct, kind, missing, name } = column
            return (
              <Table.Tr key={name} data-ignored={ignored.has(name) || undefined}>
                <Table.Td className={styles.name}>
                  {name}
                  {name !== target && <Why column={column} />}
                  {name === target && (
                    <Badge ml="sm" size="sm" variant="light" tt="none">
                      target
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td>
                  <span className={styles.kind}>
                    <KindIcon kind={kind} /> {KIND_WORDS[kind]}
                  </span>
                </Table.Td>
                <Table.Td ta="right">{missing === 0 ? '–' : count(missing)}</Table.Td>
                <Table.Td ta="right">{count(distinct)}</Table.Td>
                <Table.Td>
                  <Checkbox
                    size="xs"
                    className={styles.check ?? ''}
                    aria-label={`Ignore ${name}`}
                    disabled={name === target}
                    checked={ignored.has(name) && name !== target}
                    onChange={() => toggle(name)}
                  />
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function Why({ column }: { readonly column: ColumnSummary }) {
  const why = whyIgnored(column)
  return why === undefined ? null : <span className={styles.why}>{why}</span>
}
