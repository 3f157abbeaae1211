import { useComputedColorScheme } from '@mantine/core'
import { useReducedMotion } from '@mantine/hooks'
import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  Controls,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useNodesInitialized,
  useReactFlow,
} from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { useEffect, useRef, type RefObject } from 'react'
import { GRID } from '../../state/place'
import { AddPopover } from '../palette/add-popover'
import { usePipeline, useSelection } from '../session'
import { ConnectingContext } from './connecting'
import type { FlowEdge, FlowNode } from './project'
import { StageNode } from './stage-node'
import { useAdding } from './use-adding'
import { useFlow } from './use-flow'
import { useWiring } from './use-wiring'
import { Welcome } from './welcome'
import { WireEdge } from './wire'
import './flow.css'
import styles from './canvas.module.css'

const nodeTypes = { stage: StageNode }
const edgeTypes = { wire: WireEdge }
const FIT = { padding: 0.12, maxZoom: 1, minZoom: 0.3 }

export function Canvas() {
  return (
    <ReactFlowProvider>
      <Flow />
    </ReactFlowProvider>
  )
}

function Flow() {
  const box = useRef<HTMLElement>(null)
  const colorMode = useComputedColorScheme('light')
  const readOnly = usePipeline((state) => state.readOnly)
  const isEmpty = usePipeline(({ pipeline }) => pipeline.nodes.length === 0)
  const flow = useFlow()
  const { adding, close, handlers: adders, offer } = useAdding(box)
  const { handlers: wirers, loose } = useWiring(offer)
  const viewing = useFit(box)
  return (
    <section ref={box} className={styles.canvas} aria-label="Canvas" {...adders}>
      <ConnectingContext value={loose}>
        <ReactFlow<FlowNode, FlowEdge>
          {...flow}
          {...wirers}
          {...viewing}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          colorMode={colorMode}
          data-connecting={loose ? true : undefined}
          snapToGrid
          snapGrid={[GRID, GRID]}
          minZoom={0.2}
          maxZoom={2}
          connectionLineType={ConnectionLineType.Bezier}
          connectionRadius={28}
          selectionMode={SelectionMode.Partial}
          panOnDrag={[0, 1]}
          zoomOnDoubleClick={false}
          deleteKeyCode={null}
          nodesDraggable={!readOnly}
          nodesConnectable={!readOnly}
          edgesReconnectable={!readOnly}
          nodeDragThreshold={2}
        >
          <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} />
          <Controls orientation="horizontal" showInteractive={false} />
          {!isEmpty && <MiniMap pannable zoomable nodeBorderRadius={8} ariaLabel="Map of the canvas" />}
        </ReactFlow>
      </ConnectingContext>
      {isEmpty && !adding && <Welcome />}
      {adding && <AddPopover key={`${adding.at.x} ${adding.at.y}`} {...adding} onClose={close} />}
    </section>
  )
}

/**
 * Shows everything when the pipeline was opened, started or restored, and on request; and goes on doing so
 * while panels open and fold, until the person moves the canvas.
 */
function useFit(box: RefObject<HTMLElement | null>) {
  const fits = useSelection((state) => state.fits)
  const isReady = useNodesInitialized()
  const { fitView } = useReactFlow()
  const still = useReducedMotion()
  const follows = useRef(true)
  const done = useRef(0)
  useEffect(() => {
    if (!isReady || fits === done.current) return
    follows.current = true
    const duration = still || done.current === 0 ? 0 : 240
    done.current = fits
    void fitView({ ...FIT, duration })
  }, [fits, isReady, fitView, still])
  useEffect(() => {
    if (!box.current) return
    const sizes = new ResizeObserver(() => {
      if (follows.current) void fitView(FIT)
    })
    sizes.observe(box.current)
    return () => sizes.disconnect()
  }, [box, fitView])
  return { onMove: (event: MouseEvent | TouchEvent | null) => void (event && (follows.current = false)) }
}
