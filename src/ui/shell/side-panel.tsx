import { useLocalStorage } from '@mantine/hooks'
import {
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconLayoutSidebarRightCollapse,
  IconLayoutSidebarRightExpand,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { IconButton } from '../icon-button'
import styles from './layout.module.css'

interface Props {
  readonly title: string
  readonly side: 'left' | 'right'
  readonly startsOpen: boolean
  readonly children: ReactNode
}

const ICONS = {
  left: [IconLayoutSidebarLeftExpand, IconLayoutSidebarLeftCollapse],
  right: [IconLayoutSidebarRightExpand, IconLayoutSidebarRightCollapse],
} as const

/** A panel beside the canvas that folds to a rail; whether it is folded is kept in this browser. */
export function SidePanel({ children, side, startsOpen, title }: Props) {
  const [isOpen, setOpen] = useLocalStorage({
    key: `trainyard/${side}-panel`,
    defaultValue: startsOpen,
    getInitialValueInEffect: false,
  })
  const [expand, collapse] = ICONS[side]
  return (
    <aside className={styles.panel} data-side={side} data-open={isOpen} aria-label={title} role="region">
      <div className={styles.panelHead}>
        <h2>{title}</h2>
        <IconButton
          label={`${isOpen ? 'Fold' : 'Show'} ${title.toLowerCase()}`}
          tipSide={side === 'left' ? 'right' : 'left'}
          icon={isOpen ? collapse : expand}
          iconSize={18}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
      </div>
      {isOpen && <div className={styles.panelBody}>{children}</div>}
    </aside>
  )
}
