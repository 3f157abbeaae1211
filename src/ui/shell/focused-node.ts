import { selectOne } from '../../state/gestures'
import type { Session } from '../../state/session'

/**
 * Follows the node that keys have come to.
 * @returns selects that node, if anything else was selected before the keys came there
 */
export function followFocus(session: Session, signal: AbortSignal): () => void {
  const { selection } = session
  let come: string | undefined
  const look = ({ target }: FocusEvent) => {
    come =
      target instanceof HTMLElement && target.matches('.react-flow__node:focus-visible')
        ? target.dataset['id']
        : undefined
  }
  window.addEventListener('focusin', look, { signal })
  const end = selection.subscribe((now, before) => {
    if (now.nodes !== before.nodes || now.frames !== before.frames) come = undefined
  })
  signal.addEventListener('abort', end)
  return () => {
    const { frames, nodes } = selection.getState()
    const at = document.activeElement
    const isThere = at instanceof HTMLElement && at.dataset['id'] === come
    if (come === undefined || !isThere || nodes.includes(come) || frames.includes(come)) return
    selectOne(session, come)
  }
}
