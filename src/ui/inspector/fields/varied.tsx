import { Choice } from '../../choice'
import type { TextParam, Varied } from '../../../core/params'
import { findNode, wiresInto } from '../../../core/pipeline/pipeline'
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
  const named = findNode(pipeline, node)?.params[varied.node] || wiresInto(pipeline, node)[0]?.from.node
  const chosen = nodes.find((one) => one.id === named || one.title === named)
  const options =
    what === 'node'
      ? nodes.map((one) => ({ value: one.id, label: one.title }))
      : (chosen?.numbers.map(({ name, title }) => ({ value: name, label: title })) ?? [])
  const usual = what === 'node' ? chosen?.id : options[0]?.value
  const known = options.find((one) => one.value === value || one.label === value)?.value
  const typed = typeof value === 'string' && value !== '' && known === undefined ? [value] : []
  const data = [...options, ...typed.map((text) => ({ value: text, label: text }))]
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
    <Choice
      id={id}
      aria-label={param.title}
      disabled={disabled}
      error={hasFault}
      placeholder={nodes.length === 0 ? 'No step before it has a number' : ''}
      allowDeselect={false}
      searchable={data.length > 8}
      data={data}
      value={known ?? typed[0] ?? usual ?? null}
      onChange={(next) => next !== null && choose(next)}
    />
  )
}
