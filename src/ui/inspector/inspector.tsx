import { memo } from 'react'
import { useFocused, useNode, useShown, useStage } from '../session'
import { plural } from '../words'
import { FrameForm } from './frame-form'
import { NodeForm } from './node-form'
import { PipelineForm } from './pipeline-form'
import { UnknownNode } from './unknown-node'
import styles from './inspector.module.css'

/** What can be set: of the selected node, or of the pipeline when none is. */
export default function Inspector() {
  const id = useFocused()
  const many = useShown(({ nodes }) => nodes.length)
  const frame = useShown(({ frames }) => (frames.length === 1 ? frames[0]! : null))
  if (id !== null) return <OfNode key={id} id={id} />
  if (frame !== null && many === 0) return <FrameForm key={frame} id={frame} />
  if (many > 1)
    return <p className={styles.empty}>{plural(many, 'node')} selected. Select one to change it.</p>
  return <PipelineForm />
}

const OfNode = memo(function OfNode({ id }: { readonly id: string }) {
  const node = useNode(id)
  const stage = useStage(id)
  if (!node) return null
  return stage ? <NodeForm node={node} stage={stage} /> : <UnknownNode node={node} />
})
