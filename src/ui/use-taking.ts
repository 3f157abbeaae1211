import { useState, type KeyboardEvent } from 'react'
import { firstFound } from './first-found'

/**
 * For a list that is searched by typing: Enter takes what is marked, else the first one found, however soon it follows.
 * The kit by itself loses an Enter in the moment in which its list opens.
 * @param take is told which one; whether the list then stays open
 */
export function useTaking(data: readonly string[], take: (name: string) => boolean) {
  const [isOpen, setOpen] = useState(false)
  const onKeyDownCapture = (event: KeyboardEvent<HTMLElement>) => {
    const input = event.target
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !isOpen) return
    if (!(input instanceof HTMLInputElement)) return
    const found = markedIn(input) ?? firstFound(data, input.value)
    if (found === undefined) return
    event.preventDefault()
    event.stopPropagation()
    setOpen(take(found))
  }
  return {
    dropdownOpened: isOpen,
    onDropdownOpen: () => setOpen(true),
    onDropdownClose: () => setOpen(false),
    wrapperProps: { onKeyDownCapture },
  }
}

/** The option that the arrow keys or the search have reached, in the list that the input names once it is drawn. */
function markedIn(input: HTMLInputElement): string | undefined {
  const list = document.getElementById(input.getAttribute('aria-controls') ?? '')
  return list?.querySelector('[data-combobox-selected]')?.getAttribute('value') ?? undefined
}
