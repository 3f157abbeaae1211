import { useEffect, useState } from 'react'

/** True once the first page is drawn and the browser has nothing better to do: time for what may be needed soon. */
export function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false)
  useEffect(() => {
    const settle = () => setSettled(true)
    // Safari knows no idle callback.
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(settle, 1000)
      return () => clearTimeout(timer)
    }
    const idle = requestIdleCallback(settle, { timeout: 3000 })
    return () => cancelIdleCallback(idle)
  }, [])
  return isSettled
}
