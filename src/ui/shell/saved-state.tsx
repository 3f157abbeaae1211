import { IconAlertTriangle, IconCloudCheck, IconEye, IconLoader2 } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { KeepingPhase } from '../../state/keeping'
import { useKeeping } from '../session'
import styles from './header.module.css'

const SAYS: Record<KeepingPhase, readonly [text: string, icon: ReactNode]> = {
  restoring: ['Opening…', <IconLoader2 key="icon" size={14} aria-hidden />],
  saving: ['Saving…', <IconLoader2 key="icon" size={14} aria-hidden />],
  saved: ['Saved here', <IconCloudCheck key="icon" size={14} aria-hidden />],
  failed: ['Not saved', <IconAlertTriangle key="icon" size={14} aria-hidden />],
  reading: ['Read-only', <IconEye key="icon" size={14} aria-hidden />],
}

/** Whether the work is safe in this browser. */
export function SavedState() {
  const phase = useKeeping((state) => state.phase)
  const [text, icon] = SAYS[phase]
  return (
    <span className={styles.saved} data-phase={phase} title="The work is kept in this browser as it changes">
      {icon}
      {text}
    </span>
  )
}
