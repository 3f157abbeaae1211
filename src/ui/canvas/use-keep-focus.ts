import { useEffect, useRef, type RefObject } from 'react'
import { isInDialog } from '../in-dialog'
import { usePipeline, useSelection } from '../session'

/** Frames after which a node that has not come into sight is no longer waited for. */
const PATIENCE = 60

/**
 * Where keys go on when what they were on is gone, and from a dialog: at a node that was just added and chosen, or at the
 * canvas, whose arrow keys walk the graph, and where Tab offers stages while the pointer is over it.
 */
export function useKeepFocus(box: RefObject<HTMLElement | null>) {
  const nodes = usePipeline(({ pipeline }) => pipeline.nodes)
  const chosen = useSelection((state) => state.nodes.at(-1))
  const known = useRef(nodes)
  useEffect(() => {
    const before = known.current
    known.current = nodes
    const canvas = box.current
    if (nodes === before || !canvas) return
    const isNew = nodes.some(({ id }) => id === chosen) && !before.some(({ id }) => id === chosen)
    if (!isNew && nodes.length >= before.length) return
    const wasInDialog = isNew && isInDialog()
    const to = () => {
      if (!isNew || canvas.matches(':hover')) return canvas
      const node = canvas.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(chosen!)}"]`)
      // It is hidden until it is measured.
      return node?.checkVisibility({ visibilityProperty: true }) ? node : undefined
    }
    const look = (frames: number) => {
      const isLost = document.activeElement === document.body || wasInDialog
      const found = isInDialog() ? undefined : to()
      if (found && isLost) found.focus({ preventScroll: true })
      else if (!found && frames > 0) requestAnimationFrame(() => look(frames - 1))
    }
    requestAnimationFrame(() => look(PATIENCE))
  }, [nodes, chosen, box])
}
