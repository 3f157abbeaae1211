import { IconAlertTriangle, IconCircleX, IconInfoCircle, type TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Fault } from '../core/errors'
import styles from './note.module.css'

type Tone = 'info' | 'warn' | 'bad'

const ICONS: Record<Tone, TablerIcon> = { info: IconInfoCircle, warn: IconAlertTriangle, bad: IconCircleX }

interface Props {
  readonly tone: Tone
  readonly title?: string
  readonly children?: ReactNode
}

/** Something that the person should know, where it matters. */
export function Note({ children, title, tone }: Props) {
  const Icon = ICONS[tone]
  return (
    <div className={styles.note} data-tone={tone} role={tone === 'bad' ? 'alert' : 'note'}>
      <Icon size={16} stroke={2} aria-hidden />
      <div>
        {title && <p className={styles.title}>{title}</p>}
        {children && <div className={styles.more}>{children}</div>}
      </div>
    </div>
  )
}

/** What went wrong, where, and what to do about it. */
export function FaultNote({ fault }: { readonly fault: Fault }) {
  const { column, cure, message, row, unexpected } = fault
  const place = [column !== undefined && `column “${column}”`, row !== undefined && `row ${row}`]
    .filter((part) => part !== false)
    .join(', ')
  return (
    <Note tone="bad" title={message}>
      {cure}
      {place && <p>At {place}.</p>}
      {unexpected && <p>This is a fault of Trainyard, not of your data.</p>}
    </Note>
  )
}
