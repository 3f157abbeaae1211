import { useEffect, useState } from 'react'

/** Gives the focus back to what had it before, when this goes and nothing else has taken it. */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () =>
      void setTimeout(() => {
        if (before instanceof HTMLElement && before.isConnected && document.activeElement === document.body)
          before.focus()
      }),
    [before],
  )
}
