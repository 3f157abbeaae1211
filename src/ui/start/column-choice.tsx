import { Badge, Checkbox, Table } from '@mantine/core'
import type { ColumnSummary } from '../../core/summary'
import { KindIcon } from '../icons'
import { count, KIND_WORDS } from '../words'
import styles from './start.module.css'

interface Props {
  readonly columns: readonly ColumnSummary[]
  readonly target: string | null
  readonly ignored: ReadonlySet<string>
  readonly onChange: (ignored: ReadonlySet<string>) => void
}

/** Every column with what it holds. Text and times, which no learner takes, are proposed to be ignored; nothing else is. */
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
          {columns.map(({ distinct, kind, missing, name }) => (
            <Table.Tr key={name} data-ignored={ignored.has(name) || undefined}>
              <Table.Td className={styles.name}>
                {name}
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
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
