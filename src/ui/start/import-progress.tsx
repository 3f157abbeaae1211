import { Button, Group, Progress, Text } from '@mantine/core'
import type { ImportPhase } from '../../state/import-store'
import { Dialog } from '../dialog'
import { useImports } from '../session'

type Reading = Extract<ImportPhase, { is: 'reading' }>
type Failed = Extract<ImportPhase, { is: 'failed' }>

export function ImportProgress({ fraction, name, text }: Reading) {
  const cancel = useImports((state) => state.cancel)
  const percent = Math.floor(fraction * 100)
  return (
    <Dialog title={`Reading ${name}`} centered canClose={false} onClose={cancel}>
      <Progress value={percent} size="md" aria-label={`Reading ${name}`} />
      <Group justify="space-between" mt="md">
        <Text size="sm" c="dimmed" className="numbers">
          {text} · {percent}%
        </Text>
        <Button variant="default" size="xs" onClick={cancel}>
          Cancel
        </Button>
      </Group>
    </Dialog>
  )
}

export function ImportFailed({ fault, name }: Failed) {
  const close = useImports((state) => state.close)
  return (
    <Dialog title={`${name} could not be read`} centered onClose={close}>
      <Text role="alert">{fault.message}</Text>
      {fault.cure && (
        <Text mt="sm" c="dimmed">
          {fault.cure}
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <Button onClick={close}>Close</Button>
      </Group>
    </Dialog>
  )
}
