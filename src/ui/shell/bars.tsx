import { Button } from '@mantine/core'
import { IconAlertTriangle, IconEye, IconRefresh } from '@tabler/icons-react'
import { useStore } from '../../state/hooks'
import { useKeeping, useSession } from '../session'
import { useCommands } from './use-commands'
import styles from './layout.module.css'

/** What the person must know about where the work is kept, in words, above everything. */
export function Bars() {
  const { replaced } = useSession()
  const isReplaced = useStore(replaced)
  const phase = useKeeping((state) => state.phase)
  if (isReplaced) return <Replaced />
  if (phase === 'reading') return <Reading />
  return phase === 'failed' ? <Failed /> : null
}

function Reading() {
  const takeOver = useKeeping((state) => state.takeOver)
  const message = useKeeping((state) => state.message)
  return (
    <div className={styles.bar} role="status">
      <IconEye size={18} stroke={1.75} aria-hidden />
      <p>This pipeline is open in another tab, which writes. Here you can look, and run. {message}</p>
      <Button size="compact-sm" variant="default" onClick={takeOver}>
        Take over here
      </Button>
    </div>
  )
}

function Failed() {
  const message = useKeeping((state) => state.message)
  const save = useKeeping((state) => state.save)
  const { saveFile } = useCommands()
  return (
    <div className={styles.bar} role="alert">
      <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
      <p>
        <strong>Your work is not saved in this browser.</strong> {message} Download the pipeline file, so that
        nothing is lost.
      </p>
      <Button size="compact-sm" onClick={saveFile}>
        Download the pipeline file
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => void save()}>
        Try again
      </Button>
    </div>
  )
}

function Replaced() {
  return (
    <div className={styles.bar} role="alert">
      <IconRefresh size={18} stroke={1.75} aria-hidden />
      <p>A newer version of Trainyard was opened in another tab. Reload this one to go on.</p>
      <Button size="compact-sm" onClick={() => location.reload()}>
        Reload
      </Button>
    </div>
  )
}
