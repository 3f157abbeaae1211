import { Button } from '@mantine/core'
import { IconPlayerTrackNext } from '@tabler/icons-react'
import { Note } from '../note'
import { useEnding, useRun, useStatus } from '../session'
import { useCommands } from '../shell/use-commands'

/** A fit that ended before its time: why, and the way on. */
export function StoppedNote({ id }: { readonly id: string }) {
  const { goOn } = useCommands()
  const stopped = useStatus(id)?.stopped
  const running = useRun((state) => state.running)
  const { canGoOn } = useEnding(id)
  if (!canGoOn) return null
  return (
    <Note tone="warn" title="Stopped early">
      <p>{stopped}</p>
      <Button
        mt="sm"
        size="compact-sm"
        variant="default"
        disabled={running}
        leftSection={<IconPlayerTrackNext size={14} />}
        onClick={() => goOn(id)}
      >
        Go on
      </Button>
    </Note>
  )
}
