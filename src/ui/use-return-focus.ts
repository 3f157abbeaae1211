import { useEffect, useState } from 'react'

export const CANVAS_ID = 'canvas'

/** Gives the focus back to what had it before, or else to the canvas, when this goes and nothing else has taken it. */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () =>
      void setTimeout(() => {
        if (document.activeElement !== document.body || before === document.body) return
        const isThere = before instanceof HTMLElement && before.isConnected
        const to = isThere ? before : document.getElementById(CANVAS_ID)
        to?.focus({ preventScroll: true })
      }),
    [before],
  )
}
