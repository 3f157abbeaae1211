import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useReturnFocus } from './use-return-focus'
import styles from './dialog.module.css'

const CLASSES = { content: styles.content ?? '', title: styles.title ?? '', body: styles.body ?? '' }

interface Props {
  readonly title: string
  readonly size?: number
  readonly centered?: boolean
  /** Without it the dialog has its own way out. */
  readonly canClose?: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog above the page. Escape and a click beside it close it. */
export function Dialog({ canClose = true, centered = false, children, onClose, size = 480, title }: Props) {
  useReturnFocus()
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={size}
      centered={centered}
      closeOnClickOutside={canClose}
      classNames={CLASSES}
    >
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content>
        <div className={styles.head}>
          <Modal.Title>{title}</Modal.Title>
          {canClose && <Modal.CloseButton aria-label="Close" />}
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
