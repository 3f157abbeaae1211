import { Checkbox, Switch } from '@mantine/core'
import { useState } from 'react'
import type { Param } from '../../../core/params'
import type { SearchRange, SearchValue } from '../../../core/search'
import { whyNotSearch } from '../../../core/tunable'
import { unlock } from '../../../state/search-gestures'
import { NumberEntry } from '../../number-entry'
import { usePipeline, useSession, useStage } from '../../session'
import styles from './search.module.css'

interface Props {
  readonly node: string
  readonly name: string
  readonly title: string
  readonly range: SearchRange
}

type Numeric = Exclude<SearchRange, { kind: 'choice' }>

/** Between which ends, or among which options, a search may go. What does not hold is said, and not kept. */
export function RangeField({ name, node, range, title }: Props) {
  const session = useSession()
  const stage = useStage(node)
  const readOnly = usePipeline((state) => state.readOnly)
  const [draft, setDraft] = useState(range)
  const [kept, setKept] = useState(range)
  if (kept !== range) {
    setKept(range)
    setDraft(range)
  }
  const fault = stage ? whyNotSearch(stage, name, draft) : null
  const change = (next: SearchRange) => {
    setDraft(next)
    if (stage && whyNotSearch(stage, name, next) === null) unlock(session, node, name, next)
  }
  const param = stage?.params[name]
  return (
    <div className={styles.range} role="group" aria-label={`Search range of ${title}`}>
      {draft.kind === 'choice' ? (
        <Options range={draft} param={param} disabled={readOnly} onChange={change} />
      ) : (
        <Ends range={draft} disabled={readOnly} hasFault={fault !== null} onChange={change} />
      )}
      {fault && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}

interface EndsProps {
  readonly range: Numeric
  readonly disabled: boolean
  readonly hasFault: boolean
  readonly onChange: (range: SearchRange) => void
}

function Ends({ disabled, hasFault, onChange, range }: EndsProps) {
  const end = (which: 'min' | 'max', label: string) => (
    <NumberEntry
      size="xs"
      label={label}
      disabled={disabled}
      error={hasFault}
      hideControls
      value={range[which]}
      onChange={(next) => onChange({ ...range, [which]: next })}
    />
  )
  return (
    <>
      <div className={styles.ends}>
        {end('min', 'From')}
        {end('max', 'To')}
      </div>
      <Switch
        size="xs"
        label="By orders of magnitude"
        disabled={disabled}
        checked={range.log === true}
        onChange={({ currentTarget }) => {
          const { log: _, ...even } = range
          onChange(currentTarget.checked ? { ...even, log: true } : even)
        }}
      />
    </>
  )
}

interface OptionsProps {
  readonly range: Extract<SearchRange, { kind: 'choice' }>
  readonly param: Param | undefined
  readonly disabled: boolean
  readonly onChange: (range: SearchRange) => void
}

/** Of a choice any of its options; of anything else those that were named. */
function Options({ disabled, onChange, param, range }: OptionsProps) {
  if (param?.kind !== 'choice') {
    const words = range.options.map((one) => (typeof one === 'boolean' ? (one ? 'on' : 'off') : String(one)))
    return <p className={styles.words}>Tried: {words.join(', ')}.</p>
  }
  const chosen = new Set<SearchValue>(range.options)
  return param.options.map((option) => (
    <Checkbox
      key={option}
      size="xs"
      label={param.titles?.[option] ?? option}
      disabled={disabled}
      checked={chosen.has(option)}
      onChange={({ currentTarget }) => {
        const options = param.options.filter((one) =>
          one === option ? currentTarget.checked : chosen.has(one),
        )
        onChange({ kind: 'choice', options })
      }}
    />
  ))
}
