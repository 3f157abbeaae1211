import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { NodeStatus } from '../../state/hooks'
import { download } from '../files'
import { useSession } from '../session'
import { useLoaded } from '../use-loaded'
import { figure } from '../words'
import styles from './node.module.css'

interface Props {
  readonly id: string
  readonly status: NodeStatus
}

/** What a node shows of its result without being opened: its first figure, and a file to take away. */
export function NodeExtra({ id, status }: Props) {
  const figures = status.views.find(({ kind }) => kind === 'figures')
  const file = status.views.find(({ kind }) => kind === 'file')
  const isFresh = status.state === 'done' || status.state === 'warning'
  return (
    <>
      {figures && isFresh && <Headline id={id} view={figures.id} result={status.result ?? ''} />}
      {file && isFresh && <Take id={id} view={file.id} title={file.title} />}
    </>
  )
}

function Headline({
  id,
  result,
  view,
}: {
  readonly id: string
  readonly result: string
  readonly view: string
}) {
  const { engine } = useSession()
  const { value } = useLoaded(`${id} ${view} ${result}`, () => engine.view(id, view))
  const first = value?.kind === 'figures' ? value.figures[0] : undefined
  return first ? (
    <p className={styles.headline}>
      <span>{first.title}</span>
      <strong>{figure(first.value)}</strong>
    </p>
  ) : null
}

function Take({ id, title, view }: { readonly id: string; readonly title: string; readonly view: string }) {
  const { engine } = useSession()
  return (
    <Button
      className={`${styles.take} nodrag nopan`}
      mt={0}
      mb="xs"
      fullWidth
      size="compact-sm"
      variant="light"
      leftSection={<IconDownload size={14} />}
      aria-label={`Download ${title}`}
      onClick={(event) => {
        event.stopPropagation()
        void engine.view(id, view).then((file) => {
          if (file.kind === 'file')
            download(file.name, new Blob([new Uint8Array(file.bytes)], { type: file.type }))
        })
      }}
    >
      Download
    </Button>
  )
}
