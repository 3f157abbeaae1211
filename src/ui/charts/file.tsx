import { Button } from '@mantine/core'
import { IconDownload, IconFileZip } from '@tabler/icons-react'
import { download } from '../files'
import { bytes } from '../words'
import type { ViewOf } from './view-card'
import styles from './charts.module.css'

/** Something to take away. */
export function FileView({ view }: ViewOf<'file'>) {
  return (
    <div className={styles.file}>
      <IconFileZip size={32} stroke={1.25} aria-hidden />
      <div>
        <strong>{view.name}</strong>
        <p>{bytes(view.bytes.length)}</p>
      </div>
      <Button
        size="sm"
        leftSection={<IconDownload size={16} />}
        onClick={() => download(view.name, new Blob([new Uint8Array(view.bytes)], { type: view.type }))}
      >
        Download
      </Button>
    </div>
  )
}
