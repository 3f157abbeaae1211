import { startTransition, useEffect, useEffectEvent, useRef, useState } from 'react'
import { isAbort, toFault } from '../../core/errors'
import type { Loaded } from '../use-loaded'
import { createFeed, type Feed } from './feed'

/**
 * What `load` gives for a key that may change many times a second; what was there before stays
 * meanwhile, and what the person does comes first.
 */
export function useFeed<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({})
  const start = useEffectEvent(load)
  const feed = useRef<Feed | null>(null)
  useEffect(() => {
    const mine = createFeed(
      () => start(),
      (value) => startTransition(() => setLoaded({ value })),
      (error) => isAbort(error) || setLoaded({ fault: toFault(error) }),
    )
    feed.current = mine
    return () => mine.stop()
  }, [])
  useEffect(() => feed.current?.want(key), [key])
  return loaded
}
