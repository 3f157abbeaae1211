import { Button, Group, Modal, Progress, Text } from '@mantine/core'
import type { ImportPhase } from '../../state/import-store'
import { useImports } from '../session'

type Reading = Extract<ImportPhase, { is: 'reading' }>
type Failed = Extract<ImportPhase, { is: 'failed' }>

export function ImportProgress({ fraction, name, text }: Reading) {
  const cancel = useImports((state) => state.cancel)
  const percent = Math.floor(fraction * 100)
  return (
    <Modal
      opened
      onClose={cancel}
      title={`Reading ${name}`}
      centered
      withCloseButton={false}
      closeOnClickOutside={false}
    >
      <Progress value={percent} size="md" aria-label={`Reading ${name}`} />
      <Group justify="space-between" mt="md">
        <Text size="sm" c="dimmed" className="numbers">
          {text} · {percent}%
        </Text>
        <Button variant="default" size="xs" onClick={cancel}>
          Cancel
        </Button>
      </Group>
    </Modal>
  )
}

export function ImportFailed({ fault, name }: Failed) {
  const close = useImports((state) => state.close)
  return (
    <Modal
      opened
      onClose={close}
      title={`${name} could not be read`}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Text role="alert">{fault.message}</Text>
      {fault.cure && (
        <Text mt="sm" c="dimmed">
          {fault.cure}
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <Button onClick={close}>Close</Button>
      </Group>
    </Modal>
  )
}
