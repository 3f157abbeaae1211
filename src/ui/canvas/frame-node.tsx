import { NodeResizer, type NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { framesOf, LEAST_FRAME } from '../../core/pipeline/frames'
import { setFrame } from '../../state/frame-gestures'
import { usePipeline, useSelection, useSession } from '../session'
import type { FlowNode } from './project'
import styles from './frame.module.css'

/** A comment, or a group of what lies in it. */
export const FrameNode = memo(function FrameNode({ id, selected }: NodeProps<FlowNode>) {
  const session = useSession()
  const frame = usePipeline(({ pipeline }) => framesOf(pipeline).find((one) => one.id === id))
  const readOnly = usePipeline((state) => state.readOnly)
  const isRenaming = useSelection(({ renaming }) => renaming === id)
  const rename = useSelection((state) => state.rename)
  if (!frame) return null
  return (
    <>
      <NodeResizer
        isVisible={selected && !readOnly}
        minWidth={LEAST_FRAME.width}
        minHeight={LEAST_FRAME.height}
        onResizeEnd={(_, { height, width, x, y }) =>
          setFrame(session, id, { position: { x, y }, size: { width, height } })
        }
      />
      <div className={styles.frame} data-color={frame.color}>
        {isRenaming ? (
          <input
            className={`${styles.input} nodrag nopan`}
            aria-label="Frame title"
            defaultValue={frame.title}
            autoFocus
            onFocus={({ currentTarget }) => currentTarget.select()}
            onBlur={({ currentTarget }) => {
              setFrame(session, id, { title: currentTarget.value })
              rename(null)
            }}
            onKeyDown={(event) => {
              event.stopPropagation()
              if (event.key === 'Escape') event.currentTarget.value = frame.title
              if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
            }}
          />
        ) : (
          <div className={styles.title} onDoubleClick={() => readOnly || rename(id)}>
            {frame.title}
          </div>
        )}
        {frame.text && <p className={styles.text}>{frame.text}</p>}
      </div>
    </>
  )
})
