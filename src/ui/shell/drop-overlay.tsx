import { IconFileTypeCsv } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useCommands } from './use-commands'
import styles from './layout.module.css'

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false

/** A file may be dropped anywhere on the page. */
export function DropOverlay() {
  const [isOver, setOver] = useState(false)
  const { openFile } = useCommands()
  useEffect(() => {
    const end = new AbortController()
    const on = (type: 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void) =>
      window.addEventListener(type, listener, end)
    on('dragover', (event) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    })
    on('dragleave', ({ relatedTarget }) => relatedTarget === null && setOver(false))
    on('drop', (event) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(false)
      const file = event.dataTransfer?.files[0]
      if (file) void openFile(file)
    })
    return () => end.abort()
  }, [openFile])
  return isOver ? (
    <div className={styles.overlay}>
      <div>
        <IconFileTypeCsv size={40} stroke={1.25} aria-hidden />
        Drop a CSV, a pipeline file or an archive
      </div>
    </div>
  ) : null
}
