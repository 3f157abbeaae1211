import { NumberInput, TextInput, type NumberInputProps } from '@mantine/core'
import { useState, type KeyboardEvent } from 'react'

/** What a field for text takes as well. */
type Shared = 'aria-label' | 'description' | 'disabled' | 'error' | 'id' | 'label' | 'size'

interface Props extends Pick<
  NumberInputProps,
  Shared | 'allowNegative' | 'hideControls' | 'max' | 'min' | 'step'
> {
  readonly value: number | null
  readonly onChange: (value: number) => void
}

/**
 * A field for a number. What is no number while it is typed is left again as the number that is in force. The kit's own
 * field takes no e: with one, as in 1e-4, it is a field for text until it is left.
 */
export function NumberEntry(props: Props) {
  const { description, disabled, error, id, label, onChange, size, value } = props
  const [typed, setTyped] = useState<number | string | null>(null)
  const [written, setWritten] = useState<string | null>(null)
  if (written !== null) {
    return (
      <TextInput
        aria-label={props['aria-label']}
        id={id}
        label={label}
        description={description}
        disabled={disabled}
        error={error}
        size={size}
        autoFocus
        value={written}
        onChange={({ currentTarget }) => {
          setWritten(currentTarget.value)
          const next = numberIn(currentTarget.value)
          if (next !== undefined) onChange(next)
        }}
        onBlur={() => setWritten(null)}
      />
    )
  }
  const write = (event: KeyboardEvent<HTMLInputElement>) => {
    const { selectionEnd, selectionStart, value: text } = event.currentTarget
    const isFree = !event.ctrlKey && !event.metaKey && !event.altKey
    if (!isFree || event.key.toLowerCase() !== 'e' || selectionStart === null) return
    event.preventDefault()
    setTyped(null)
    setWritten(`${text.slice(0, selectionStart)}e${text.slice(selectionEnd ?? selectionStart)}`)
  }
  return (
    <NumberInput
      {...props}
      clampBehavior="none"
      decimalScale={12}
      value={typed ?? value ?? ''}
      onChange={(next) => {
        setTyped(next)
        if (typeof next === 'number') onChange(next)
      }}
      onKeyDown={write}
      onBlur={() => setTyped(null)}
    />
  )
}

/** The number that a text is, if it is one. */
function numberIn(text: string): number | undefined {
  const number = Number(text)
  return text.trim() === '' || !Number.isFinite(number) ? undefined : number
}
