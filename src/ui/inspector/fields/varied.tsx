import { Select } from '@mantine/core'
import type { TextParam, Varied } from '../../../core/params'
import { findNode } from '../../../core/pipeline/pipeline'
import { variableBefore } from '../../../core/pipeline/variable'
import { setMany } from '../../../state/gestures'
import { lookupStage } from '../../../state/stages'
import { useGraph, useSession } from '../../session'
import type { FieldProps } from './field'

interface Props extends FieldProps<TextParam> {
  readonly what: 'node' | 'number'
  readonly varied: Varied
}

/** A node before this one, or one of its numbers. What is chosen brings values to try, in the same act. */
export function VariedField({ disabled, hasFault, id, node, param, value, varied, what }: Props) {
  const session = useSession()
  const pipeline = useGraph()
  const nodes = variableBefore(pipeline, node, lookupStage)
  const named = findNode(pipeline, node)?.params[varied.node] ?? ''
  const chosen =
    nodes.find((one) => one.id === named || one.title === named) ?? (named === '' ? nodes[0] : undefined)
  const options =
    what === 'node'
      ? nodes.map((one) => ({ value: one.id, label: one.title }))
      : (chosen?.numbers.map(({ name, title }) => ({ value: name, label: title })) ?? [])
  const known = options.find((one) => one.value === value || one.label === value)
  const unknown = typeof value === 'string' && value !== '' && !known
  const data = unknown ? [...options, { value, label: `${value} (not found)` }] : options
  const choose = (next: string) => {
    const of = what === 'node' ? nodes.find((one) => one.id === next) : chosen
    const number = what === 'node' ? of?.numbers[0] : of?.numbers.find(({ name }) => name === next)
    if (!of || !number) return
    setMany(session, node, param.title, {
      [varied.node]: of.id,
      [varied.number]: number.name,
      [varied.values]: number.values.map(String),
    })
  }
  return (
    <Select
      id={id}
      aria-label={param.title}
      disabled={disabled}
      error={hasFault}
      placeholder={nodes.length === 0 ? 'No step before it has a number' : ''}
      allowDeselect={false}
      searchable={data.length > 8}
      data={data}
      value={unknown ? value : (known?.value ?? options[0]?.value ?? null)}
      onChange={(next) => next !== null && choose(next)}
    />
  )
}
