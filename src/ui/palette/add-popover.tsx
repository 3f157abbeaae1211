import { FocusTrap } from '@mantine/core'
import { useClickOutside } from '@mantine/hooks'
import { useLayoutEffect, useRef } from 'react'
import type { StageDescription } from '../../core/stage'
import { StageOption } from './stage-option'
import { StageSearch } from './stage-search'
import styles from './palette.module.css'

interface Props {
  /** In pixels of the canvas. */
  readonly at: { readonly x: number; readonly y: number }
  readonly stages: readonly StageDescription[]
  readonly hint?: string | undefined
  readonly onChoose: (stage: StageDescription) => void
  readonly onClose: () => void
}

/** Stages to choose from, where the person is at work. */
export function AddPopover({ at, hint, onChoose, onClose, stages }: Props) {
  const box = useClickOutside(onClose)
  const field = useRef<HTMLInputElement>(null)
  // At once: what is typed before the trap takes the focus would be lost.
  useLayoutEffect(() => field.current?.focus(), [])
  return (
    <FocusTrap active innerRef={box}>
      <div
        className={styles.popover}
        style={{ left: at.x, top: at.y }}
        role="dialog"
        aria-label="Add a stage"
        onKeyDown={(event) => {
          // Tab goes on to what keeps the focus in here, which listens at the document.
          if (event.key !== 'Tab') event.stopPropagation()
          if (event.key === 'Escape') onClose()
        }}
      >
        <StageSearch
          stages={stages}
          inputRef={field}
          label="Search stages to add"
          placeholder="Add a stage"
          className={styles.search}
          onChoose={onChoose}
        >
          {({ active, optionId, stages: found }) =>
            found.length === 0 ? (
              <p className={styles.none}>No stage fits.</p>
            ) : (
              found.map((stage) => (
                <StageOption
                  key={stage.id}
                  id={optionId(stage)}
                  stage={stage}
                  isActive={stage.id === active}
                  onChoose={onChoose}
                />
              ))
            )
          }
        </StageSearch>
        {hint && <div className={styles.hint}>{hint}</div>}
      </div>
    </FocusTrap>
  )
}
