import { ActionIcon } from '@mantine/core'
import { IconLock, IconLockOpen } from '@tabler/icons-react'
import { lock, unlock } from '../../../state/search-gestures'
import { usePipeline, useSession } from '../../session'
import styles from './search.module.css'

interface Props {
  readonly node: string
  readonly name: string
  readonly title: string
  readonly isOpen: boolean
}

/** Lets a search change a parameter, over a range that suits it, or keeps it at its value again. */
export function UnlockButton({ isOpen, name, node, title }: Props) {
  const session = useSession()
  const readOnly = usePipeline((state) => state.readOnly)
  const Icon = isOpen ? IconLockOpen : IconLock
  const label = isOpen ? `Lock ${title}` : `Unlock ${title}`
  return (
    <ActionIcon
      data-tip={isOpen ? 'Keep it at its value' : 'Let a search change it'}
      className={styles.unlock ?? ''}
      size={20}
      variant="subtle"
      color="gray"
      aria-label={label}
      data-open={isOpen || undefined}
      disabled={readOnly}
      onClick={() => (isOpen ? lock(session, node, name) : unlock(session, node, name))}
    >
      <Icon size={14} />
    </ActionIcon>
  )
}
