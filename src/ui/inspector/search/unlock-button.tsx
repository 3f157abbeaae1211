import { IconLock, IconLockOpen } from '@tabler/icons-react'
import { lock, unlock } from '../../../state/search-gestures'
import { IconButton } from '../../icon-button'
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
  return (
    <IconButton
      className={styles.unlock ?? ''}
      label={isOpen ? `Lock ${title}` : `Unlock ${title}`}
      tip={isOpen ? 'Keep it at its value' : 'Let a search change it'}
      icon={isOpen ? IconLockOpen : IconLock}
      size={20}
      iconSize={14}
      data-open={isOpen || undefined}
      disabled={readOnly}
      onClick={() => (isOpen ? lock(session, node, name) : unlock(session, node, name))}
    />
  )
}
