import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './dialog.module.css'

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
  return (
    <Modal.Root opened onClose={onClose} size={size} centered={centered} closeOnClickOutside={canClose}>
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content className={styles.content ?? ''}>
        <div className={styles.head}>
          <Modal.Title className={styles.title ?? ''}>{title}</Modal.Title>
          {canClose && <Modal.CloseButton aria-label="Close" />}
        </div>
        <Modal.Body className={styles.body ?? ''}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
