import { Menu, TextInput } from '@mantine/core'
import { IconCopy, IconDots, IconPackageExport, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { Card } from '../../state/shelf'
import { MiniGraph } from '../examples/mini-graph'
import { IconButton } from '../icon-button'
import { useKeeping } from '../session'
import { useCommands } from '../shell/use-commands'
import { moment } from '../words'
import { useLibraryActs } from './use-library-acts'
import styles from './pipelines.module.css'

interface Props {
  readonly card: Card
  readonly onOpened: () => void
}

/** A pipeline by its picture, name and date, with what can be done to it. */
export function PipelineCard({ card, onOpened }: Props) {
  const { id, sketch } = card
  const name = card.name || 'Untitled pipeline'
  const isOpen = useKeeping((state) => state.id === id)
  const [isRenaming, setRenaming] = useState(false)
  const commands = useCommands()
  const acts = useLibraryActs()
  const open = () => {
    commands.openKept(id, name)
    onOpened()
  }
  const rename = (to: string) => {
    setRenaming(false)
    if (to !== card.name) acts.rename(id, to)
  }
  return (
    <li className={styles.card} data-open={isOpen || undefined}>
      <button type="button" className={styles.picture} aria-label={`Open ${name}`} onClick={open}>
        <MiniGraph pipeline={sketch} />
      </button>
      <div className={styles.line}>
        {isRenaming ? (
          <TextInput
            size="xs"
            aria-label="New name"
            defaultValue={card.name}
            autoFocus
            data-mantine-stop-propagation="true"
            onFocus={({ currentTarget }) => currentTarget.select()}
            onKeyDown={(event) => {
              if (event.key === 'Enter') rename(event.currentTarget.value)
              if (event.key === 'Escape') setRenaming(false)
            }}
          />
        ) : (
          <strong title={name}>{name}</strong>
        )}
        <Menu position="bottom-end" width={176} transitionProps={{ duration: 0 }} returnFocus={false}>
          <Menu.Target>
            <IconButton label={`More about ${name}`} tip={null} icon={IconDots} />
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setRenaming(true)}>
              Rename
            </Menu.Item>
            <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => acts.duplicate(id)}>
              Duplicate
            </Menu.Item>
            <Menu.Item
              leftSection={<IconPackageExport size={16} />}
              onClick={() => commands.saveArchive(card)}
            >
              Save with data
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => acts.remove(id, name)}>
              Delete
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <span className={styles.dim}>
        {isOpen && 'Open now · '}
        {moment(card.changed)}
      </span>
    </li>
  )
}
