import type { NumbersParam } from '../../../core/params'
import { findNode, nodeTitle } from '../../../core/pipeline/pipeline'
import { portsUnder } from '../../../core/ports'
import { lookupStage } from '../../../state/stages'
import { NumberEntry } from '../../number-entry'
import { useGraph } from '../../session'
import type { FieldProps } from './field'
import styles from '../inspector.module.css'

/** A number for every model that is wired in, by the name that the person gave it. */
export function NumbersField({ disabled, id, node, onChange, param, value }: FieldProps<NumbersParam>) {
  const pipeline = useGraph()
  const given = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  const feeders = new Map(
    pipeline.wires.flatMap(({ from, to }) => (to.node === node ? [[to.port, from.node] as const] : [])),
  )
  const ports = portsUnder(param.input, feeders.keys())
  if (ports.length === 0) return <p className={styles.empty}>Nothing is wired in yet.</p>
  return (
    <div className={styles.fields} id={id} role="group" aria-label={param.title}>
      {ports.map((port) => {
        const feeder = findNode(pipeline, feeders.get(port)!)
        const own = given[port]
        return (
          <NumberEntry
            key={port}
            label={feeder ? nodeTitle(feeder, lookupStage) : port}
            disabled={disabled}
            step={param.step ?? 0.1}
            {...(param.min !== undefined && { min: param.min })}
            {...(param.max !== undefined && { max: param.max })}
            value={typeof own === 'number' ? own : param.usual}
            onChange={(next) => onChange({ ...given, [port]: next })}
          />
        )
      })}
    </div>
  )
}
