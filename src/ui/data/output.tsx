import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { Choice } from '../choice'
import { faultLine, toFault } from '../../core/errors'
import { nodeTitle } from '../../core/pipeline/pipeline'
import type { NodeStatus, OutputInfo } from '../../state/hooks'
import { lookupStage } from '../../state/stages'
import { download, fileName } from '../files'
import { useNode, useSession } from '../session'
import { notify } from '../shell/notify'
import { count, plural } from '../words'
import { DataGrid } from './data-grid'
import type { LoadRows } from './use-windows'
import styles from './results.module.css'

interface Props {
  readonly id: string
  readonly status: NodeStatus
}

/** The rows that came out, of one output at a time. */
export default function Output({ id, status }: Props) {
  const { engine } = useSession()
  const node = useNode(id)
  const ports = Object.keys(status.outputs)
  const [chosen, setChosen] = useState<string | null>(null)
  const port = ports.find((one) => one === chosen) ?? ports[0]!
  const info = status.outputs[port]
  const load = useCallback<LoadRows>(
    (offset, size) => engine.rows(id, port, offset, size),
    [engine, id, port],
  )
  if (!info || !node) return null
  const save = async () => {
    try {
      download(fileName(nodeTitle(node, lookupStage), 'csv'), await engine.csv(id, port))
    } catch (error) {
      await notify({ title: 'The rows were not saved', message: faultLine(toFault(error)), tone: 'bad' })
    }
  }
  return (
    <div className={styles.output}>
      <div className={styles.facts}>
        {ports.length > 1 && (
          <Choice
            size="xs"
            aria-label="Output"
            allowDeselect={false}
            data={ports}
            value={port}
            onChange={(next) => setChosen(next)}
          />
        )}
        <span className="numbers">{factsOf(info)}</span>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} />}
          onClick={() => void save()}
        >
          Save as CSV
        </Button>
      </div>
      <DataGrid key={`${id} ${port}`} result={status.result ?? ''} load={load} />
    </div>
  )
}

const ROLES = ['train', 'validation', 'test', 'excluded'] as const

function factsOf({ columns, roles, rows }: OutputInfo): string {
  const shape =
    columns.length > 0 ? `${plural(rows, 'row')} × ${plural(columns.length, 'column')}` : plural(rows, 'row')
  const parts = roles
    ? ROLES.filter((role) => roles[role] > 0).map((role) => `${count(roles[role])} ${role}`)
    : []
  return [shape, ...parts].join(' · ')
}
