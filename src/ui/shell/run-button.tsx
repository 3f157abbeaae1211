import { Button } from '@mantine/core'
import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react'
import { usePipeline, useRun } from '../session'
import styles from './header.module.css'

/** Runs all that is not up to date; while it runs, the same button stops it. */
export function RunButton() {
  const running = useRun((state) => state.running)
  const run = useRun((state) => state.run)
  const stop = useRun((state) => state.stop)
  const isEmpty = usePipeline(({ pipeline }) => pipeline.nodes.length === 0)
  return running ? (
    <Button
      className={styles.run}
      size="sm"
      h={32}
      variant="light"
      color="red"
      leftSection={<IconPlayerStopFilled size={14} />}
      // Not by the second click of two on what was Run all.
      onClick={({ detail }) => detail < 2 && stop()}
    >
      Stop
    </Button>
  ) : (
    <Button
      className={styles.run}
      size="sm"
      h={32}
      disabled={isEmpty}
      leftSection={<IconPlayerPlayFilled size={14} />}
      onClick={() => void run()}
    >
      Run all
    </Button>
  )
}
