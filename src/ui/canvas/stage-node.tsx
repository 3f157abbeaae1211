import { ActionIcon, Tooltip } from '@mantine/core'
import {
  IconArrowForward,
  IconArrowRoundaboutRight,
  IconCopy,
  IconFlag,
  IconPencil,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react'
import { NodeToolbar, Position, useStore, type NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { nodeTitle } from '../../core/pipeline/pipeline'
import { canBypass } from '../../core/pipeline/bypass'
import { stepOf, type Ports as StagePorts, type StageDescription } from '../../core/stage'
import { problemsOf } from '../../state/derived'
import { lookupStage } from '../../state/stages'
import { StateIcon, StepTile } from '../icons'
import {
  useEnding,
  useNode,
  usePipeline,
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
  const status = useStatus(id)
  const problem = usePipeline(({ pipeline }) => problemsOf(pipeline).get(id)?.[0])
  const why = useWhyStale(id)
  const isRenaming = useSelection(({ renaming }) => renaming === id)
  if (!node) return null
  const state = status?.state ?? 'new'
  const title = nodeTitle(node, lookupStage)
  const isBypassed = node.bypassed === true
  return (
    <>
      <Tools id={id} title={title} bypassed={stage && canBypass(stage) ? isBypassed : null} />
      <div
        className={styles.card}
        data-state={state}
        data-bypassed={isBypassed || undefined}
        style={{ minHeight: leastHeight(stage) }}
      >
        <Ports node={id} ports={stage?.inputs} side="input" />
        <Ports node={id} ports={stage?.outputs} side="output" />
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
const leastHeight = (stage: StageDescription | undefined): number =>
  32 + 24 * Math.max(Object.keys(stage?.inputs ?? {}).length, Object.keys(stage?.outputs ?? {}).length)

interface PortsProps {
  readonly node: string
  readonly ports: StagePorts | undefined
  readonly side: Side
}

/** The ports of a stage; of one that this version does not know, those that wires end at. */
function Ports({ node, ports, side }: PortsProps) {
  const wires = usePipeline(({ pipeline }) => pipeline.wires)
  const wired = wires.map(({ from, to }) => (side === 'input' ? to : from)).filter((end) => end.node === node)
  const names = ports ? Object.keys(ports) : [...new Set(wired.map(({ port }) => port))]
  return names.map((name, index) => (
    <PortHandle key={name} node={node} name={name} port={ports?.[name]} side={side} index={index} />
  ))
}

interface ToolsProps {
  readonly id: string
  readonly title: string
  /** Null where wires cannot go around it. */
  readonly bypassed: boolean | null
}

function Tools({ bypassed, id, title }: ToolsProps) {
  const commands = useCommands()
  const isAlone = useSelection(({ nodes }) => nodes.length === 1 && nodes[0] === id)
  const isNear = useStore(({ transform }) => transform[2] >= LEAST_ZOOM)
  const readOnly = usePipeline((state) => state.readOnly)
  const running = useRun((state) => state.running)
  const { canFinish, canGoOn } = useEnding(id)
  return (
    <NodeToolbar isVisible={isAlone && isNear} position={Position.Top} offset={8}>
      <div className={styles.toolbar} role="toolbar" aria-label={`Tools of ${title}`}>
        {canFinish && (
          <Tool label="Finish now" icon={IconFlag} disabled={false} onClick={() => commands.finish(id)} />
        )}
        {canGoOn && (
          <Tool
            label="Go on"
            icon={IconPlayerTrackNext}
            disabled={running}
            onClick={() => commands.goOn(id)}
          />
        )}
        <Tool
          label="Run to here"
          icon={IconPlayerPlay}
          disabled={running}
          onClick={() => commands.runTo([id])}
        />
        {bypassed !== null && (
          <Tool
            label={bypassed ? 'Use again' : 'Bypass'}
            icon={bypassed ? IconArrowForward : IconArrowRoundaboutRight}
            disabled={readOnly}
            onClick={commands.bypass}
          />
        )}
        <Tool label="Rename" icon={IconPencil} disabled={readOnly} onClick={commands.rename} />
        <Tool label="Duplicate" icon={IconCopy} disabled={readOnly} onClick={commands.duplicate} />
        <Tool label="Delete" icon={IconTrash} disabled={readOnly} onClick={commands.remove} />
      </div>
    </NodeToolbar>
  )
}

interface ToolProps {
  readonly label: string
  readonly icon: TablerIcon
  readonly disabled: boolean
  readonly onClick: () => void
}

function Tool({ disabled, icon: Icon, label, onClick }: ToolProps) {
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={label}
        disabled={disabled}
        onClick={onClick}
      >
        <Icon size={16} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  )
}
