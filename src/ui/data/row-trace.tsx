import { Checkbox, Loader } from '@mantine/core'
import { useState } from 'react'
import { findNode, nodeTitle } from '../../core/pipeline/pipeline'
import type { TracedCell, TracedStep } from '../../state/hooks'
import { lookupStage } from '../../state/stages'
import { KindIcon } from '../icons'
import { FaultNote, Note } from '../note'
import { useGraph, useSession } from '../session'
import { useLoaded } from '../use-loaded'
import { count } from '../words'
import { cellText } from './cell'
import { isTouched, traceLines, type TraceLine } from './trace-table'
import styles from './trace.module.css'

interface Props {
  readonly node: string
  readonly result: string
  readonly rows: string
  readonly id: number
}

/** What became of one row in every step from the raw data to its score. */
export function RowTraceView({ id, node, result, rows }: Props) {
  const { engine } = useSession()
  const [isShort, setShort] = useState(false)
  const { fault, value } = useLoaded(`${node} ${result} ${rows} ${id}`, async () => ({
    id,
    trace: await engine.trace(node, rows, id),
  }))
  if (fault) return <FaultNote fault={fault} />
  if (!value) return <Loader size="sm" m="md" role="progressbar" aria-label="Following the row" />
  const { trace } = value
  const lines = traceLines(trace)
  const title = `Row ${count(value.id + 1)}, step by step`
  return (
    <section className={styles.trace} aria-label={title}>
      <div className={styles.head}>
        <h3>{title}</h3>
        <Checkbox
          size="xs"
          label="Only what changes"
          checked={isShort}
          onChange={({ currentTarget }) => setShort(currentTarget.checked)}
        />
      </div>
      {trace.note !== undefined && <Note tone="info">{trace.note}</Note>}
      <div className={styles.scroll} role="group" tabIndex={0} aria-label="Values after every step">
        <table>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Raw</th>
              {trace.steps.map((step) => (
                <StepHead key={[...step.within, step.node].join(' ')} step={step} />
              ))}
            </tr>
          </thead>
          <tbody>
            {lines
              .filter((line) => !isShort || isTouched(line))
              .map((line) => (
                <Line key={line.name} line={line} />
              ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** A step by the name of its node, below the wrappers that it belongs to. */
function StepHead({ step }: { readonly step: TracedStep }) {
  const pipeline = useGraph()
  const title = (id: string, stage?: string) => {
    const node = findNode(pipeline, id)
    return node ? nodeTitle(node, lookupStage) : ((stage && lookupStage(stage)?.title) ?? id)
  }
  return (
    <th scope="col">
      {step.within.length > 0 && <small>in {step.within.map((id) => title(id)).join(', ')}: </small>}
      {title(step.node, step.stage)}
    </th>
  )
}

function Line({ line: { cells, kind, name, raw } }: { readonly line: TraceLine }) {
  return (
    <tr>
      <th scope="row" title={name}>
        <div>
          <KindIcon kind={kind} />
          <span>{name}</span>
        </div>
      </th>
      <td data-missing={raw?.after === null || undefined}>{raw ? textOf(raw.after) : ''}</td>
      {cells.map((cell, step) => (
        <Traced key={step} cell={cell} />
      ))}
    </tr>
  )
}

const WORDS = { same: '', changed: 'changed from', made: 'made here', lost: 'dropped here, was' } as const

function Traced({ cell }: { readonly cell: TracedCell | undefined }) {
  if (!cell) return <td />
  const { after, before, change } = cell
  const was =
    change === 'changed' || change === 'lost' ? (before === null ? 'an empty cell' : textOf(before)) : ''
  const text = change === 'lost' ? '✕' : textOf(after)
  const said = change === 'same' ? undefined : `${WORDS[change]} ${was}`.trim()
  return (
    <td
      data-change={change}
      data-missing={(after === null && change !== 'lost') || undefined}
      title={said ? `${text}: ${said}` : text}
    >
      <span>{text}</span>
      {said && <small>{said}</small>}
    </td>
  )
}

const textOf = (value: TracedCell['after']): string => cellText(value ?? null)
