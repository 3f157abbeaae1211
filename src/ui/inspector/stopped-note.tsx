import { Button } from '@mantine/core'
import { IconPlayerTrackNext } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Note } from '../note'
import { useEnding, useRun, useStatus } from '../session'
import { useCommands } from '../shell/use-commands'

/** Work that ended before its time: why, and the way on. */
export function StoppedNote({ id }: { readonly id: string }) {
  const { goOn, runTo } = useCommands()
  const status = useStatus(id)
  const { canGoOn, isKept } = useEnding(id)
  if (canGoOn) {
    return (
      <Stopped title="Stopped early" onGoOn={() => goOn(id)}>
        {status?.stopped}
      </Stopped>
    )
  }
  if (!isKept) return null
  return (
    <Stopped title={`${status?.kept} are kept`} onGoOn={() => runTo([id])}>
      It goes on from there, as if it had not been stopped. What leads to it runs first.
    </Stopped>
  )
}

interface Props {
  readonly title: string
  readonly children: ReactNode
  readonly onGoOn: () => void
}

function Stopped({ children, onGoOn, title }: Props) {
  const running = useRun((state) => state.running)
  return (
    <Note tone="warn" title={title}>
      <p>{children}</p>
      <Button
        mt="sm"
        size="compact-sm"
        variant="default"
        disabled={running}
        leftSection={<IconPlayerTrackNext size={14} />}
        onClick={onGoOn}
      >
        Go on
      </Button>
    </Note>
  )
}
