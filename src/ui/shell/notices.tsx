import { Button, Group, Text } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.css'
import type { Notice } from './notify'
import styles from './layout.module.css'

const COLORS = { info: 'rail', good: 'teal', bad: 'red' } as const

export function show({ action, id, message, stays, title, tone = 'info' }: Notice): void {
  const key = id ?? crypto.randomUUID()
  notifications.hide(key)
  notifications.show({
    id: key,
    title,
    color: COLORS[tone],
    autoClose: stays ? false : 8000,
    withBorder: true,
    role: tone === 'bad' ? 'alert' : 'status',
    closeButtonProps: { 'aria-label': 'Close the message' },
    message: (
      <>
        <Text size="sm" component="div">
          {message}
        </Text>
        {action && (
          <Group mt="sm">
            <Button
              size="compact-sm"
              variant="light"
              onClick={() => {
                notifications.hide(key)
                action.run()
              }}
            >
              {action.label}
            </Button>
          </Group>
        )}
      </>
    ),
  })
}

/** Where notices appear. */
export default function Notices() {
  return (
    <Notifications position="top-center" limit={4} containerWidth={400} className={styles.notices ?? ''} />
  )
}
