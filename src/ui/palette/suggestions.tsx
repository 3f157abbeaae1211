import { Button } from '@mantine/core'
import { memo } from 'react'
import { nodeTitle, type PipelineNode } from '../../core/pipeline/pipeline'
import { stepOf } from '../../core/steps'
import { beside, suggest } from '../../state/progress'
import { lookupStage } from '../../state/stages'
import { StepTile } from '../icons'
import { useFocused, useGraph, useNode, usePipeline } from '../session'
import { useCommands } from '../shell/use-commands'
import styles from './rail.module.css'

/** What goes behind the selected node; one click adds and wires it. */
export function Suggestions() {
  const node = useNode(useFocused() ?? '')
  return node ? <Behind node={node} /> : null
}

const Behind = memo(function Behind({ node }: { readonly node: PipelineNode }) {
  const commands = useCommands()
  const pipeline = useGraph()
  const readOnly = usePipeline((state) => state.readOnly)
  const found = suggest(pipeline, node.id)
  const title = nodeTitle(node, lookupStage)
  if (found.length === 0) return null
  return (
    <div className={styles.next} role="group" aria-label={`Next after ${title}`}>
      <p>Next after {title}</p>
      <div>
        {found.map((stage) => (
          <Button
            key={stage.id}
            size="compact-sm"
            variant="default"
            disabled={readOnly}
            leftSection={<StepTile step={stepOf(stage.id)} size={16} />}
            onClick={() => commands.add(stage, { after: node.id, also: beside(pipeline, node.id, stage) })}
          >
            {stage.title}
          </Button>
        ))}
      </div>
    </div>
  )
})
