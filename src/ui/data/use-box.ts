import { useLayoutEffect, useState, type RefObject } from 'react'
import type { Box } from './visible'

const NOWHERE: Box = { top: 0, left: 0, width: 0, height: 0 }

/** The size of an element and how far it is scrolled. */
export function useBox(element: RefObject<HTMLElement | null>): Box {
  const [box, setBox] = useState(NOWHERE)
  useLayoutEffect(() => {
    const target = element.current
    if (!target) return
    const measure = () =>
      setBox({
        top: target.scrollTop,
        left: target.scrollLeft,
        width: target.clientWidth,
        height: target.clientHeight,
      })
    const sizes = new ResizeObserver(measure)
    sizes.observe(target)
    target.addEventListener('scroll', measure, { passive: true })
    return () => {
      sizes.disconnect()
      target.removeEventListener('scroll', measure)
    }
  }, [element])
  return box
}
