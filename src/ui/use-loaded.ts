import { useEffect, useEffectEvent, useState } from 'react'
import { isAbort, toFault, type Fault } from '../core/errors'

export interface Loaded<T> {
  readonly value?: T
  readonly fault?: Fault
}

/**
 * What `load` gives for a key. While another key is loading, what was there before stays, so that
 * nothing flickers. A key of null loads nothing.
 */
export function useLoaded<T>(key: string | null, load: () => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({})
  const start = useEffectEvent(load)
  useEffect(() => {
    if (key === null) return
    let isWanted = true
    start().then(
      (value) => isWanted && setLoaded({ value }),
      (error: unknown) => isWanted && !isAbort(error) && setLoaded({ fault: toFault(error) }),
    )
    return () => {
      isWanted = false
    }
  }, [key])
  return loaded
}
