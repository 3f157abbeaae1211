import type { KeyboardEvent, PointerEvent } from 'react'
import styles from './results.module.css'

const LEAST = 120
const STEP = 24

interface Props {
  readonly height: number
  readonly onChange: (height: number) => void
}

/** The upper edge of the panel: dragged, or moved with the arrow keys. */
export function ResizeHandle({ height, onChange }: Props) {
  const most = Math.round(window.innerHeight * 0.7)
  const set = (next: number) => onChange(Math.max(LEAST, Math.min(most, Math.round(next))))
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const onPointerMove = ({ currentTarget, clientY, pointerId }: PointerEvent<HTMLDivElement>) => {
    if (!currentTarget.hasPointerCapture(pointerId)) return
    const panel = currentTarget.parentElement
    if (panel) set(panel.getBoundingClientRect().bottom - clientY)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: STEP, ArrowDown: -STEP }[event.key]
    if (step === undefined) return
    event.preventDefault()
    set(height + step)
  }
  return (
    <div
      className={styles.handle}
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the results"
      aria-valuenow={height}
      aria-valuemin={LEAST}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  )
}
