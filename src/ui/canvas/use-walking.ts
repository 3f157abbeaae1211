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
  return useMemo(
    () => ({
      onKeyDownCapture(event: KeyboardEvent<HTMLElement>) {
        const direction = DIRECTIONS[event.key]
        if (!direction || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return
        const target = event.target as HTMLElement
        const within = target.closest<HTMLElement>('.react-flow__node')
        if (target !== within && !target.matches('.react-flow, .react-flow__pane')) return
        event.preventDefault()
        event.stopPropagation()
        const { nodes, select } = session.selection.getState()
        const next = walk(session.pipeline.getState().pipeline, within?.dataset['id'] ?? nodes[0], direction)
        if (next === undefined) return
        select([next])
        event.currentTarget
          .querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(next)}"]`)
          ?.focus()
      },
    }),
    [session],
  )
}
