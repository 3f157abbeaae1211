import { Button, Group, Loader, Text } from '@mantine/core'
import { IconFilePlus, IconFolderOpen } from '@tabler/icons-react'
import { useEffect } from 'react'
import { KEPT_DAYS } from '../../state/library'
import { isKeptForGood } from '../../state/lasting'
import type { Card } from '../../state/shelf'
import { Dialog } from '../dialog'
import { FaultNote } from '../note'
import { useLibrary, useSelection } from '../session'
import { useCommands } from '../shell/use-commands'
import { useLoaded } from '../use-loaded'
import { moment } from '../words'
import { PipelineCard } from './pipeline-card'
import { useLibraryActs } from './use-library-acts'
import styles from './pipelines.module.css'

/** Every pipeline that this browser keeps. */
export function PipelinesDialog() {
  const open = useSelection((state) => state.open)
  const { cards, fault, refresh } = useLibrary((state) => state)
  const commands = useCommands()
  const { value: isLasting } = useLoaded('lasting', isKeptForGood)
  useEffect(() => void refresh(), [refresh])
  const close = () => open(null)
  const then = (act: () => void) => () => {
    close()
    act()
  }
  return (
    <Dialog title="Pipelines" size={880} onClose={close}>
      <Group justify="space-between" mb="md">
        <Text size="sm" c="dimmed">
          Kept in this browser, each with its history, as you change it.
        </Text>
        <Group gap="sm">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconFolderOpen size={16} stroke={1.75} />}
            onClick={then(commands.open)}
          >
            Open a file
          </Button>
          <Button
            size="xs"
            leftSection={<IconFilePlus size={16} stroke={1.75} />}
            onClick={then(commands.startAnew)}
          >
            New pipeline
          </Button>
        </Group>
      </Group>
      {fault && <FaultNote fault={fault} />}
      {cards ? (
        <Shelf cards={cards} onOpened={close} />
      ) : (
        !fault && <Loader size="sm" role="progressbar" aria-label="Looking for pipelines" />
      )}
      {isLasting === false && (
        <Text size="xs" c="dimmed" mt="md">
          The browser may delete them when its disk is full. What must last, save with its data.
        </Text>
      )}
    </Dialog>
  )
}

function Shelf({ cards, onOpened }: { readonly cards: readonly Card[]; readonly onOpened: () => void }) {
  const there = cards.filter(({ deleted }) => deleted === undefined)
  const deleted = cards.filter((card) => card.deleted !== undefined)
  return (
    <>
      {there.length === 0 && (
        <Text size="sm">No pipeline is kept yet. What you build is kept by itself.</Text>
      )}
      <ul className={styles.cards} aria-label="Kept pipelines">
        {there.map((card) => (
          <PipelineCard key={card.id} card={card} onOpened={onOpened} />
        ))}
      </ul>
      {deleted.length > 0 && <Deleted cards={deleted} />}
    </>
  )
}

function Deleted({ cards }: { readonly cards: readonly Card[] }) {
  const { bringBack } = useLibraryActs()
  return (
    <details className={styles.deleted}>
      <summary>Deleted in the last {KEPT_DAYS} days</summary>
      <ul aria-label="Deleted pipelines">
        {cards.map(({ deleted, id, name }) => (
          <li key={id}>
            <span>{name || 'Untitled pipeline'}</span>
            <span className={styles.dim}>{moment(deleted ?? 0)}</span>
            <Button size="compact-xs" variant="default" onClick={() => bringBack(id)}>
              Bring back <span className={styles.unseen}>{name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
