import type { ReactNode } from 'react'
import type { TextParam } from '../../../core/params'
import { findNode, wiresInto } from '../../../core/pipeline/pipeline'
import { effectiveOf } from '../../../state/derived'
import { Choice } from '../../choice'
import { useGraph, useSession, useStatus } from '../../session'
import { useLoaded } from '../../use-loaded'
import type { FieldProps } from './field'
import { levelsIn } from './levels-in'

interface Props extends FieldProps<TextParam> {
  /** The parameter that names the column. */
  readonly of: string
  /** To type it where the levels are not known. */
  readonly children: ReactNode
}

/** A level of a column, chosen among those that occur in what flows in, once that has been run. */
export function LevelField({ children, disabled, hasFault, id, node, of, onChange, param, value }: Props) {
  const column = findNode(useGraph(), node)?.params[of]
  const levels = useLevels(node, column)
  if (!levels || typeof value !== 'string') return children
  const isGone = value !== '' && !levels.includes(value)
  return (
    <Choice
      id={id}
      aria-label={param.title}
      disabled={disabled}
      error={isGone ? `“${value}” does not occur in “${String(column)}”.` : hasFault}
      clearable
      placeholder="Find out"
      searchable={levels.length > 8}
      data={isGone ? [...levels, value] : levels}
      value={value === '' ? null : value}
      onChange={(next) => onChange(next ?? '')}
    />
  )
}

function useLevels(node: string, column: unknown): string[] | undefined {
  const { engine } = useSession()
  const from = wiresInto(effectiveOf(useGraph()), node)[0]?.from
  const status = useStatus(from?.node ?? '')
  const isThere = from !== undefined && status?.outputs[from.port] !== undefined
  const key = isThere ? `${from.node} ${from.port} ${status.result}` : null
  const { value } = useLoaded(key, () => engine.summaries(from!.node, from!.port))
  return key === null ? undefined : levelsIn(value?.find(({ name }) => name === column))
}
