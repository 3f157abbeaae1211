import { Button } from '@mantine/core'
import type { PipelineNode } from '../../core/pipeline/pipeline'
import { useCommands } from '../shell/use-commands'
import styles from './inspector.module.css'

/** A node of a stage that this version does not have: it is kept and written back as it is. */
export function UnknownNode({ node }: { readonly node: PipelineNode }) {
  const { remove } = useCommands()
  return (
    <div className={styles.section}>
      <p className={styles.problem}>
        This version of Trainyard has no stage “{node.stage}”. The node is kept as it is, and cannot run.
      </p>
      <Button variant="default" size="xs" onClick={remove}>
        Delete the node
      </Button>
    </div>
  )
}
