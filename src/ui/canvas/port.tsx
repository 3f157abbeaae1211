import { Handle, Position } from '@xyflow/react'
import { use } from 'react'
import { portKind, portTitle, type Port } from '../../core/ports'
import { useSession } from '../session'
import { PORT_WORDS } from '../words'
import { ConnectingContext, fits, type Side } from './connecting'
import { FIRST_PORT, NEXT_PORT } from '../../core/draw/wire-path'
import styles from './node.module.css'

interface Props {
  readonly node: string
  readonly name: string
  /** Null where this version does not know the stage. */
  readonly port: Port | null
  readonly side: Side
  readonly index: number
}

/** Where a wire begins or ends: colour and shape tell its kind, words tell it on hover. */
export function PortHandle({ index, name, node, port, side }: Props) {
  const { pipeline } = useSession()
  const loose = use(ConnectingContext)
  const kind = port && portKind(port)
  const isOrigin = loose?.side === side && loose.end.node === node && loose.end.port === name
  const fit =
    loose && !isOrigin ? fits(pipeline.getState().pipeline, loose, { node, port: name }, side) : undefined
  const title = port ? portTitle(name, port) : name
  const words = !kind || title.toLowerCase() === PORT_WORDS[kind] ? title : `${title} (${PORT_WORDS[kind]})`
  return (
    <Handle
      id={name}
      type={side === 'input' ? 'target' : 'source'}
      position={side === 'input' ? Position.Left : Position.Right}
      className={styles.port}
      style={{ top: FIRST_PORT + index * NEXT_PORT }}
      data-kind={kind}
      data-side={side}
      data-fit={fit}
      aria-label={`${side === 'input' ? 'Input' : 'Output'} ${words}`}
      role="img"
    >
      <span className={styles.mark} />
      <span className={styles.label}>{words}</span>
    </Handle>
  )
}
