import { Tooltip } from '@mantine/core'
import { useEffect, useState } from 'react'

const OPEN_AFTER_MS = 400
/** As long as one stays, the next opens at once. */
const CLOSE_AFTER_MS = 100

interface Tip {
  readonly on: HTMLElement
  readonly text: string
  readonly side: 'top' | 'left' | 'right'
}

/**
 * Says what the thing under the pointer or the focus is for, in the words of its `data-tip`, on the side that its
 * `data-tip-side` names. One for the whole page: one for each of fifty buttons took as long to draw as the buttons.
 */
export function Tips() {
  const [tip, setTip] = useState<Tip | null>(null)
  useEffect(() => follow(setTip), [])
  return tip && <Tooltip opened target={tip.on} label={tip.text} position={tip.side} />
}

function follow(show: (tip: Tip | null) => void): () => void {
  let on: HTMLElement | null = null
  let isShown = false
  let waiting = 0
  const after = (wait: number, tip: Tip | null) => {
    clearTimeout(waiting)
    waiting = window.setTimeout(() => {
      isShown = tip !== null
      show(tip)
    }, wait)
  }
  const reach = (target: EventTarget | null) => {
    const found = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null
    if (found === on) return
    on = found
    if (!found) return after(isShown ? CLOSE_AFTER_MS : 0, null)
    const { tip: text = '', tipSide: side } = found.dataset
    after(isShown ? 0 : OPEN_AFTER_MS, { on: found, text, side: isSide(side) ? side : 'top' })
  }
  const events = new AbortController()
  const hear = <E extends keyof DocumentEventMap>(event: E, act: (event: DocumentEventMap[E]) => void) =>
    document.addEventListener(event, act, { signal: events.signal, capture: true, passive: true })
  hear('pointerover', ({ pointerType, target }) => pointerType !== 'touch' && reach(target))
  hear('pointerleave', ({ target }) => target === document.documentElement && reach(null))
  hear(
    'focusin',
    ({ target }) => target instanceof Element && target.matches(':focus-visible') && reach(target),
  )
  hear('focusout', () => reach(null))
  // What was pressed is known; it speaks again after the pointer was elsewhere.
  hear('pointerdown', () => after(0, null))
  hear('keydown', ({ key }) => key === 'Escape' && after(0, null))
  return () => {
    events.abort()
    clearTimeout(waiting)
  }
}

const isSide = (side: string | undefined): side is Tip['side'] => side === 'left' || side === 'right'
