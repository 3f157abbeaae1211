import { wayBetween } from '../../core/draw/wire-path'
import type { Sketch } from '../../core/pipeline/sketch'
import { stepOf } from '../../core/steps'
import { boxOf, NODE } from './graph-shape'
import styles from './examples.module.css'

/** A pipeline as a small picture: its nodes where they stand, in the colours of their steps. */
export function MiniGraph({ pipeline }: { readonly pipeline: Sketch }) {
  const places = new Map(pipeline.nodes.map(({ id, position }) => [id, position]))
  return (
    <svg className={styles.graph} viewBox={boxOf(pipeline.nodes)} aria-hidden>
      {pipeline.wires.map(({ from, to }) => {
        const a = places.get(from.node)
        const b = places.get(to.node)
        return a && b && <path key={`${from.node} ${to.node} ${to.port}`} d={wayBetween(a, b)} />
      })}
      {pipeline.nodes.map(({ id, position, stage }) => (
        <rect key={id} data-step={stepOf(stage)} x={position.x} y={position.y} {...NODE} rx={16} />
      ))}
    </svg>
  )
}
