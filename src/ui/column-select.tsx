import type { SelectProps } from '@mantine/core'
import { useState, type KeyboardEvent } from 'react'
import { Choice } from './choice'
import { firstFound } from './first-found'

interface Props extends Omit<SelectProps, 'data'> {
  readonly data: readonly string[]
  readonly onChange: (name: string | null) => void
}

/**
 * Chooses a column by typing a part of its name. Enter takes what is marked, else the first one found, however soon
 * it follows: the kit by itself loses an Enter in the moment in which its list opens.
 */
export function ColumnSelect({ data, onChange, ...rest }: Props) {
  const [isOpen, setOpen] = useState(false)
  const take = (event: KeyboardEvent<HTMLElement>) => {
    const input = event.target
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !isOpen) return
    if (!(input instanceof HTMLInputElement)) return
    const found = markedIn(input) ?? firstFound(data, input.value)
    if (found === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onChange(found)
    setOpen(false)
  }
  return (
    <Choice
      {...rest}
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      dropdownOpened={isOpen}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      wrapperProps={{ onKeyDownCapture: take }}
      data={[...data]}
      onChange={onChange}
    />
  )
}

/** The option that the arrow keys or the search have reached, in the list that the input names once it is drawn. */
function markedIn(input: HTMLInputElement): string | undefined {
  const list = document.getElementById(input.getAttribute('aria-controls') ?? '')
  return list?.querySelector('[data-combobox-selected]')?.getAttribute('value') ?? undefined
}
