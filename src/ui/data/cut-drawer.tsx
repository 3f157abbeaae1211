import { Button, Drawer } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { faultLine, toFault } from '../../core/errors'
import type { AskedRows } from '../charts/show-rows'
import { download, fileName } from '../files'
import { useSession } from '../session'
import { notify } from '../shell/notify'
import { useLoaded } from '../use-loaded'
import { plural } from '../words'
import { DataGrid } from './data-grid'
import { RowTraceView } from './row-trace'
import type { LoadRows } from './use-windows'
import styles from './cut.module.css'

const CLASSES = {
  content: styles.content ?? '',
  header: styles.header ?? '',
  title: styles.title ?? '',
  body: styles.body ?? '',
}

interface Props {
  readonly node: string
  readonly result: string
  readonly asked: AskedRows
  readonly onClose: () => void
}

/** The rows behind a mark of a chart, the most wrong first, and one of them on its way through the model. */
export default function CutDrawer({ asked, node, onClose, result }: Props) {
  const { engine } = useSession()
  const { cut, rows } = asked
  const key = `${result} ${JSON.stringify(asked)}`
  const [chosen, setChosen] = useState<{ readonly key: string; readonly id: number } | null>(null)
  const load = useCallback<LoadRows>(
    (offset, count) => engine.cutRows(node, rows, cut, offset, count),
    [engine, node, rows, cut],
  )
  const { value: first } = useLoaded(key, async () => ({ key, window: await load(0, 1) }))
  const head = first?.key === key ? first.window : undefined
  const id = chosen?.key === key ? chosen.id : head?.ids[0]
  const save = async () => {
    try {
      download(fileName(cut.title, 'csv'), await engine.cutCsv(node, rows, cut))
    } catch (error) {
      await notify({ title: 'The rows were not saved', message: faultLine(toFault(error)), tone: 'bad' })
    }
  }
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(960px, 92vw)"
      title={cut.title}
      overlayProps={{ backgroundOpacity: 0.2 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={CLASSES}
    >
      <div className={styles.facts}>
        <span className="numbers">
          {head && `${plural(head.total, 'row')}${head.total > 1 ? ', the most wrong first' : ''}`}
        </span>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} />}
          onClick={() => void save()}
        >
          Save as CSV
        </Button>
      </div>
      <div className={styles.rows}>
        <DataGrid
          key={key}
          result={key}
          load={load}
          label="Rows behind the mark"
          onRow={(row) => setChosen({ key, id: row })}
        />
      </div>
      {id !== undefined && <RowTraceView node={node} result={result} rows={rows} id={id} />}
    </Drawer>
  )
}
