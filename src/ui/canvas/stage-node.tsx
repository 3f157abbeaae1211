import {
  IconArrowForward,
  IconArrowRoundaboutRight,
  IconCopy,
  IconFlag,
  IconPencil,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconTrash,
} from '@tabler/icons-react'
import { NodeToolbar, Position, useStore, useUpdateNodeInternals, type NodeProps } from '@xyflow/react'
import { memo, useDeferredValue, useEffect, useRef } from 'react'
import type { NodePorts } from '../../core/pipeline/node-ports'
import { nodeTitle } from '../../core/pipeline/pipeline'
import { canBypass } from '../../core/pipeline/bypass'
import { stepOf } from '../../core/steps'
import { problemsOf } from '../../state/derived'
import { lookupStage } from '../../state/stages'
import { IconButton } from '../icon-button'
import { StateIcon, StepTile } from '../icons'
import {
  useEnding,
  useNode,
  usePipeline,
  usePorts,
  useRun,
  useSelection,
  useStage,
  useStatus,
  useWhyStale,
} from '../session'
import { useCommands } from '../shell/use-commands'
import { stateInWords } from '../words'
import { NodeExtra } from './node-extra'
import { NodeLine } from './node-line'
import { NodeRename } from './node-rename'
import { NodeSearch } from './node-search'
import { PortHandle } from './port'
import type { FlowNode } from './project'
import type { Side } from './connecting'
import styles from './node.module.css'

/** From farther away the tools would hide the neighbours. The inspector has them too. */
const LEAST_ZOOM = 0.65

/** One use of a stage: what it is, how it stands, and what came out. */
export const StageNode = memo(function StageNode({ id }: NodeProps<FlowNode>) {
  const node = useNode(id)
  const stage = useStage(id)
  const ports = usePorts(id)
  const status = useStatus(id)
  const problem = usePipeline(({ pipeline }) => problemsOf(pipeline).get(id)?.[0])
  const why = useWhyStale(id)
  const isRenaming = useSelection(({ renaming }) => renaming === id)
  const isAlone = useSelection(({ held, nodes }) => !held && nodes.length === 1 && nodes[0] === id)
  if (!node) return null
  const state = status?.state ?? 'new'
  const title = nodeTitle(node, lookupStage)
  const isBypassed = node.bypassed === true
  return (
    <>
      {isAlone && <Tools id={id} title={title} bypassed={stage && canBypass(stage) ? isBypassed : null} />}
      <div
        className={styles.card}
        data-state={state}
        data-bypassed={isBypassed || undefined}
        data-many={Object.keys(ports.inputs).length > 2 || undefined}
        style={{ minHeight: leastHeight(ports) }}
      >
        <Ports node={id} ports={ports} />
        <div className={styles.head}>
          <StepTile step={stepOf(node.stage)} />
          <div className={styles.titles}>
            {isRenaming ? (
              <NodeRename id={id} title={title} />
            ) : (
              <div className={styles.title} title={title}>
                {title}
              </div>
            )}
            {node.name && <div className={styles.sub}>{stage?.title ?? node.stage}</div>}
          </div>
        </div>
        <div className={styles.foot}>
          <NodeSearch node={node} />
          {status && status.views.length > 0 && <NodeExtra id={id} status={status} />}
          <div className={styles.status}>
            <span title={stateInWords(status)}>
              <StateIcon state={state} />
            </span>
            {isBypassed ? (
              <p className={styles.line}>Bypassed</p>
            ) : (
              <NodeLine status={status} problem={problem} why={why} />
            )}
          </div>
        </div>
      </div>
    </>
  )
})

/** High enough for all ports of one side. */
const leastHeight = ({ inputs, outputs }: NodePorts): number =>
  32 + 24 * Math.max(Object.keys(inputs).length, Object.keys(outputs).length)

interface PortsProps {
  readonly node: string
  readonly ports: NodePorts
}

function Ports({ node, ports }: PortsProps) {
  const { inputs, outputs } = ports
  const update = useUpdateNodeInternals()
  // React Flow measures where the first handles are, but others only when it is told of them.
  const measured = useRef(inputs)
  useEffect(() => {
    if (measured.current !== inputs) update(node)
    measured.current = inputs
  }, [inputs, node, update])
  const handles = (side: Side, ends: NodePorts[keyof NodePorts]) =>
    Object.entries(ends).map(([name, port], index) => (
      <PortHandle key={`${side} ${name}`} node={node} name={name} port={port} side={side} index={index} />
    ))
  return [...handles('input', inputs), ...handles('output', outputs)]
}

interface ToolsProps {
  readonly id: string
  readonly title: string
  /** Null where wires cannot go around it. */
  readonly bypassed: boolean | null
}

/** Drawn in a slice of time after the node itself, which is chosen or put down at once. */
function Tools(props: ToolsProps) {
  const isTime = useDeferredValue(true, false)
  return isTime && <ToolRow {...props} />
}

function ToolRow({ bypassed, id, title }: ToolsProps) {
  const commands = useCommands()
  const isNear = useStore(({ transform }) => transform[2] >= LEAST_ZOOM)
  const readOnly = usePipeline((state) => state.readOnly)
  const running = useRun((state) => state.running)
  const { canFinish, canGoOn } = useEnding(id)
  return (
    <NodeToolbar isVisible={isNear} position={Position.Top} offset={8}>
      <div className={styles.toolbar} role="toolbar" aria-label={`Tools of ${title}`}>
        {canFinish && <IconButton label="Finish now" icon={IconFlag} onClick={() => commands.finish(id)} />}
        {canGoOn && (
          <IconButton
            label="Go on"
            icon={IconPlayerTrackNext}
            disabled={running}
            onClick={() => commands.goOn(id)}
          />
        )}
        <IconButton
          label="Run to here"
          icon={IconPlayerPlay}
          disabled={running}
          onClick={() => commands.runTo([id])}
        />
        {bypassed !== null && (
          <IconButton
            label={bypassed ? 'Use again' : 'Bypass'}
            icon={bypassed ? IconArrowForward : IconArrowRoundaboutRight}
            disabled={readOnly}
            onClick={commands.bypass}
          />
        )}
        <IconButton label="Rename" icon={IconPencil} disabled={readOnly} onClick={commands.rename} />
        <IconButton label="Duplicate" icon={IconCopy} disabled={readOnly} onClick={commands.duplicate} />
        <IconButton label="Delete" icon={IconTrash} disabled={readOnly} onClick={commands.remove} />
      </div>
    </NodeToolbar>
  )
}
