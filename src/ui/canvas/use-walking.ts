import { useReactFlow } from '@xyflow/react'
import { useMemo, type KeyboardEvent } from 'react'
import { walk, type Direction } from '../../state/walk'
import { useSession } from '../session'

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** Arrow keys walk from node to node while the canvas has the focus; with Shift they are React Flow's, which moves nodes. */
export function useWalking() {
  const session = useSession()
  const { fitView, getZoom } = useReactFlow()
  return useMemo(() => {
    /** Of a large graph, what is out of sight is not drawn: it is brought into sight first. */
    async function focus(canvas: HTMLElement, id: string) {
      const find = () => canvas.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
      if (!find()) {
        const zoom = getZoom()
        await fitView({ nodes: [{ id }], minZoom: zoom, maxZoom: zoom })
        await new Promise(requestAnimationFrame)
      }
      find()?.focus()
    }
    return {
      onKeyDownCapture(event: KeyboardEvent<HTMLElement>) {
        const direction = DIRECTIONS[event.key]
        if (!direction || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return
        const target = event.target as HTMLElement
        const within = target.closest<HTMLElement>('.react-flow__node')
        const isCanvas = target === event.currentTarget || target.matches('.react-flow, .react-flow__pane')
        if (target !== within && !isCanvas) return
        event.preventDefault()
        event.stopPropagation()
        const { nodes, select } = session.selection.getState()
        const next = walk(session.pipeline.getState().pipeline, within?.dataset['id'] ?? nodes[0], direction)
        if (next === undefined) return
        select([next])
        void focus(event.currentTarget, next)
      },
    }
  }, [session, fitView, getZoom])
}
