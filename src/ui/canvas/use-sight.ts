import { useReactFlow } from '@xyflow/react'
import { useReducedMotion } from '@mantine/hooks'
import { useEffect, useRef, type RefObject } from 'react'
import { usePipeline, useSelection } from '../session'

/** About as large as a node with its figure and the bar above it. */
const WIDTH = 224
const HEIGHT = 120
const ABOVE = 56
const ROOM = 16

/** Moves the canvas, as far as it takes, when a node that was just added and chosen lies out of sight. */
export function useSight(box: RefObject<HTMLElement | null>) {
  const nodes = usePipeline(({ pipeline }) => pipeline.nodes)
  const chosen = useSelection((state) => state.nodes.at(-1))
  const known = useRef<ReadonlySet<string>>(new Set())
  const { getViewport, setViewport } = useReactFlow()
  const still = useReducedMotion()
  useEffect(() => {
    const before = known.current
    known.current = new Set(nodes.map(({ id }) => id))
    const added = nodes.find(({ id }) => id === chosen && !before.has(id))
    if (!added || before.size === 0 || !box.current) return
    const { x, y, zoom } = getViewport()
    const { clientHeight, clientWidth } = box.current
    const { position } = added
    const right = shift(position.x * zoom + x, WIDTH * zoom, clientWidth)
    const down = shift(position.y * zoom + y - ABOVE, HEIGHT * zoom + ABOVE, clientHeight)
    if (right !== 0 || down !== 0)
      void setViewport({ x: x + right, y: y + down, zoom }, { duration: still ? 0 : 240 })
  }, [nodes, chosen, box, getViewport, setViewport, still])
}

/** How far a stretch must be moved to lie within the whole, with room at both ends. */
function shift(start: number, size: number, whole: number): number {
  if (start < ROOM) return ROOM - start
  return Math.min(0, Math.max(whole - ROOM - size - start, ROOM - start))
}
