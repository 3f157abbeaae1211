import { useComputedColorScheme } from '@mantine/core'
import { useReducedMotion } from '@mantine/hooks'
import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  ControlButton,
  Controls,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useNodesInitialized,
  useKeyPress,
  useReactFlow,
  useStore,
} from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { IconHierarchy } from '@tabler/icons-react'
import { useCallback, useEffect, useRef, type RefObject } from 'react'
import { GRID } from '../../state/place'
import type { Look } from '../../state/selection-store'
import { AddPopover } from '../palette/add-popover'
import { usePipeline, useSelection } from '../session'
import { CANVAS_ID } from '../use-return-focus'
import { useCommands } from '../shell/use-commands'
import { ConnectingContext } from './connecting'
import { FrameNode } from './frame-node'
import { CanvasMap } from './map'
import type { FlowEdge, FlowNode } from './project'
import { StageNode } from './stage-node'
import { useAdding } from './use-adding'
import { useFlow } from './use-flow'
import { useKeepFocus } from './use-keep-focus'
import { usePressing } from './use-pressing'
import { useSight } from './use-sight'
import { useWalking } from './use-walking'
import { useWiring } from './use-wiring'
import { Welcome } from './welcome'
import { WireEdge } from './wire'
import './flow.css'
import styles from './canvas.module.css'

const nodeTypes = { stage: StageNode, frame: FrameNode }
const edgeTypes = { wire: WireEdge }
const MULTI_KEYS = ['Meta', 'Control', 'Shift']
/** With more nodes than this, those out of sight are not drawn. */
const LARGE = 100
/** In a large graph and from farther away than this, text is too small to read: only names are drawn, and larger. */
const FAR = 0.45
const FIT = { padding: 0.12, maxZoom: 1, minZoom: 0.3 }
// React Flow tells all its subscribers of every property that is another object than before, so none may be.
const SNAP: [number, number] = [GRID, GRID]
/** The main button and the wheel. */
const PAN_BUTTONS = [0, 1]

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
  const isLarge = usePipeline(({ pipeline }) => pipeline.nodes.length > LARGE)
  const isFar = useStore(({ transform }) => transform[2] < FAR)
  const isDragging = useSelection(({ held }) => held === 'dragged')
  /** With Space held down a drag moves the canvas, also one that begins on a node. */
  const pans = useKeyPress('Space')
  const flow = useFlow()
  const { adding, close, handlers: adders, offer } = useAdding(box)
  const { handlers: wirers, loose } = useWiring(offer)
  useSight(box)
  useKeepFocus(box)
  const viewing = useFit(box)
  const walking = useWalking()
  const pressing = usePressing()
  const commands = useCommands()
  return (
    <section
      ref={box}
      id={CANVAS_ID}
      className={styles.canvas}
      aria-label="Canvas"
      tabIndex={-1}
      {...adders}
      {...walking}
      {...pressing}
    >
      <ConnectingContext value={loose}>
        <ReactFlow<FlowNode, FlowEdge>
          {...flow}
          {...wirers}
          {...viewing}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          colorMode={colorMode}
          data-connecting={loose ? true : undefined}
          data-dragging={isDragging || undefined}
          data-far={(isLarge && isFar) || undefined}
          onlyRenderVisibleElements={isLarge}
          snapToGrid
          snapGrid={SNAP}
          minZoom={0.2}
          maxZoom={2}
          connectionLineType={ConnectionLineType.Bezier}
          connectionRadius={28}
          reconnectRadius={7}
          selectionMode={SelectionMode.Partial}
          multiSelectionKeyCode={MULTI_KEYS}
          panOnDrag={PAN_BUTTONS}
          zoomOnDoubleClick={false}
          deleteKeyCode={null}
          nodesDraggable={!readOnly && !pans}
          nodesConnectable={!readOnly}
          edgesReconnectable={!readOnly}
          nodeDragThreshold={2}
          attributionPosition={isEmpty ? 'top-right' : 'bottom-center'}
        >
          <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} />
          {!isEmpty && (
            <Controls orientation="horizontal" showInteractive={false}>
              <ControlButton
                title="Arrange the nodes"
                aria-label="Arrange the nodes"
                disabled={readOnly}
                onClick={commands.arrange}
              >
                <IconHierarchy className={styles.control} />
              </ControlButton>
            </Controls>
          )}
          {!isEmpty && <CanvasMap />}
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
  const looked = useSelection((state) => state.looked)
  const isReady = useNodesInitialized()
  const { fitView, zoomTo } = useReactFlow()
  const still = useReducedMotion()
  const follows = useRef(true)
  const done = useRef<Look | null>(null)
  useEffect(() => {
    if (!isReady || looked === done.current) return
    const duration = still || done.current === null ? 0 : 240
    done.current = looked
    follows.current = looked.at === 'everything'
    void (looked.at === 'everything' ? fitView({ ...FIT, duration }) : zoomTo(1, { duration }))
  }, [looked, isReady, fitView, zoomTo, still])
  useEffect(() => {
    if (!box.current) return
    const sizes = new ResizeObserver(() => {
      if (follows.current) void fitView(FIT)
    })
    sizes.observe(box.current)
    return () => sizes.disconnect()
  }, [box, fitView])
  const onMove = useCallback((event: MouseEvent | TouchEvent | null) => {
    if (event) follows.current = false
  }, [])
  return { onMove }
}
