import { useReactFlow } from '@xyflow/react'
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type DragEvent,
  type MouseEvent,
  type RefObject,
} from 'react'
import type { StageDescription } from '../../core/stage'
import { kindOfInput, kindOfOutput, type Placement } from '../../state/add-stage'
import { lookupStage, stages, stagesThat } from '../../state/stages'
import { wiresOf } from '../../state/wire-key'
import { STAGE_TYPE } from '../palette/stage-option'
import { usePipeline, useSession } from '../session'
import { useCommands } from '../shell/use-commands'
import { PORT_WORDS } from '../words'
import { nodeAt, type LooseEnd, type Point } from './connecting'

/** What the popover offers, and what is done with the choice. */
export interface Adding {
  readonly at: Point
  readonly stages: readonly StageDescription[]
  readonly hint?: string | undefined
  readonly onChoose: (stage: StageDescription) => void
}

const POPOVER = { width: 304, height: 384 }
const HALF_NODE = { x: 112, y: 28 }

/** Adding stages from the canvas itself: by double click, by Tab over it, by a wire that ends in nothing, by a drop: on a node, on a wire, or on nothing. */
export function useAdding(box: RefObject<HTMLElement | null>) {
  const session = useSession()
  const commands = useCommands()
  const readOnly = usePipeline((state) => state.readOnly)
  const { screenToFlowPosition } = useReactFlow()
  const [adding, setAdding] = useState<Adding | null>(null)
  const pointer = useRef<Point | null>(null)
  const close = useCallback(() => setAdding(null), [])

  const show = useCallback(
    (point: Point, offered: readonly StageDescription[], placement: Placement, hint?: string) => {
      const edge = box.current?.getBoundingClientRect()
      if (!edge || readOnly) return
      const at = {
        x: Math.max(8, Math.min(point.x - edge.left, edge.width - POPOVER.width - 8)),
        y: Math.max(8, Math.min(point.y - edge.top, edge.height - POPOVER.height - 8)),
      }
      const onChoose = (stage: StageDescription) => {
        setAdding(null)
        commands.add(stage, { at: screenToFlowPosition(point), ...placement })
      }
      setAdding({ at, stages: offered, hint, onChoose })
    },
    [box, commands, readOnly, screenToFlowPosition],
  )

  const offer = useCallback(
    (loose: LooseEnd, point: Point) => {
      const { pipeline } = session.pipeline.getState()
      const isOutput = loose.side === 'output'
      const kind = isOutput ? kindOfOutput(pipeline, loose.end) : kindOfInput(pipeline, loose.end)
      if (!kind) return
      const hint = `Stages that ${isOutput ? 'take' : 'give'} a ${PORT_WORDS[kind]}`
      show(point, stagesThat(isOutput ? 'take' : 'give', kind), { loose }, hint)
    },
    [session, show],
  )

  useEffect(() => {
    // Only where Tab goes nowhere: with the pointer over the canvas and the focus on nothing in it.
    const onKeyDown = (event: KeyboardEvent) => {
      const isFree = [document.body, box.current].includes(document.activeElement as HTMLElement)
      if (event.key !== 'Tab' || event.shiftKey || !isFree || !pointer.current) return
      event.preventDefault()
      show(pointer.current, stages, {})
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [box, show])

  const handlers = useMemo(
    () => ({
      onDoubleClick(event: MouseEvent<HTMLElement>) {
        if (!isPane(event.target)) return
        show({ x: event.clientX, y: event.clientY }, stages, {})
      },
      onPointerMove: (event: MouseEvent<HTMLElement>) =>
        void (pointer.current = { x: event.clientX, y: event.clientY }),
      onPointerLeave: () => void (pointer.current = null),
      onDragOver(event: DragEvent<HTMLElement>) {
        if (!event.dataTransfer.types.includes(STAGE_TYPE)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      },
      onDrop(event: DragEvent<HTMLElement>) {
        const stage = lookupStage(event.dataTransfer.getData(STAGE_TYPE))
        if (!stage) return
        event.preventDefault()
        const point = { x: event.clientX, y: event.clientY }
        const after = nodeAt(point)
        if (after !== undefined) return commands.add(stage, { after })
        const key = wireAt(point)
        const [into] = wiresOf(session.pipeline.getState().pipeline, key ? [key] : [])
        const { x, y } = screenToFlowPosition(point)
        commands.add(stage, { at: { x: x - HALF_NODE.x, y: y - HALF_NODE.y }, ...(into && { into }) })
      },
    }),
    [commands, screenToFlowPosition, session, show],
  )
  return { adding, close, handlers, offer }
}

const isPane = (target: EventTarget): boolean =>
  target instanceof Element && target.matches('.react-flow, .react-flow__pane, .react-flow__background')

const wireAt = ({ x, y }: Point): string | undefined =>
  document
    .elementsFromPoint(x, y)
    .map((element) => element.closest<HTMLElement>('.react-flow__edge')?.dataset['id'])
    .find((id) => id !== undefined)
