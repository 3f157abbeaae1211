import { useMemo, type PointerEvent } from 'react'
import { selectOne } from '../../state/gestures'
import { useSession } from '../session'

/**
 * A node is chosen as soon as it is pressed, as in drawing programs: whoever drags it sees which one it is, and the first
 * move has nothing else to do. What shows the chosen node follows when it is let go.
 */
export function usePressing() {
  const session = useSession()
  return useMemo(() => {
    const { getState } = session.selection
    // Who drags is told of the end by React Flow.
    const letGo = (end: AbortController) => {
      end.abort()
      if (getState().held === 'pressed') getState().hold(null)
    }
    return {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        const id = pressed(event)
        const { frames, hold, nodes } = getState()
        if (id === undefined || nodes.includes(id) || frames.includes(id)) return
        selectOne(session, id)
        hold('pressed')
        const end = new AbortController()
        for (const name of ['pointerup', 'pointercancel'])
          window.addEventListener(name, () => letGo(end), { signal: end.signal })
      },
    }
  }, [session])
}

/** The node that is pressed to be chosen or dragged alone: not its ports, and not with a key that adds to the choice. */
function pressed({ button, ctrlKey, metaKey, shiftKey, target }: PointerEvent): string | undefined {
  if (button !== 0 || ctrlKey || metaKey || shiftKey || !(target instanceof Element)) return undefined
  if (target.closest('.react-flow__handle, .nodrag, button, input')) return undefined
  return target.closest<HTMLElement>('.react-flow__node.draggable')?.dataset['id']
}
