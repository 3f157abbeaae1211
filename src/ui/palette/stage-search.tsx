import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useId, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import type { StageDescription } from '../../core/stage'
import { fuzzySearch } from './fuzzy'
import styles from './palette.module.css'

interface Props {
  readonly stages: readonly StageDescription[]
  readonly label: string
  readonly placeholder: string
  readonly inputRef?: Ref<HTMLInputElement>
  readonly className?: string | undefined
  readonly onChoose: (stage: StageDescription) => void
  /** Draws the stages that fit. Each carries `optionId(stage)`, and the active one says so. */
  readonly children: (found: {
    readonly stages: readonly StageDescription[]
    readonly isSearching: boolean
    readonly active: string | undefined
    readonly optionId: (stage: StageDescription) => string
  }) => ReactNode
}

/** A search field whose arrows walk through what was found and whose Enter takes it. */
export function StageSearch({ children, className, inputRef, label, onChoose, placeholder, stages }: Props) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const prefix = useId()
  const found = fuzzySearch(query, stages)
  const isSearching = query.trim() !== ''
  const active = found[Math.min(at, found.length - 1)]
  const optionId = ({ id }: StageDescription) => `${prefix}-${id.replace('/', '-')}`

  const goTo = (index: number) => {
    const next = (index + found.length) % Math.max(1, found.length)
    setAt(next)
    const stage = found[next]
    if (stage) document.getElementById(optionId(stage))?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      goTo(at + step)
    } else if (event.key === 'Enter' && active) {
      event.preventDefault()
      onChoose(active)
    } else if (event.key === 'Escape' && isSearching) {
      event.stopPropagation()
      setQuery('')
    }
  }
  return (
    <div className={styles.scope}>
      <TextInput
        {...(inputRef && { ref: inputRef })}
        className={className ?? ''}
        aria-label={label}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={`${prefix}-list`}
        aria-autocomplete="list"
        {...(active && { 'aria-activedescendant': optionId(active) })}
        placeholder={placeholder}
        leftSection={<IconSearch size={16} stroke={1.75} />}
        rightSection={
          isSearching && <CloseButton size="sm" aria-label="Clear the search" onClick={() => setQuery('')} />
        }
        value={query}
        onChange={({ currentTarget }) => {
          setQuery(currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${prefix}-list`} role="listbox" aria-label="Stages that fit">
        {children({ stages: found, isSearching, active: active?.id, optionId })}
      </div>
    </div>
  )
}
