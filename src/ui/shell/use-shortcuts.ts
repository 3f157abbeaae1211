import { useEffect } from 'react'
import { copySelected } from '../../state/clipboard'
import { isInDialog } from '../in-dialog'
import { useSession } from '../session'
import { followFocus } from './focused-node'
import { useCommands, type Commands } from './use-commands'

/** Keys with Ctrl or Cmd, by what they type in lower case; `shift+` before those with Shift. */
const WITH_MOD: Readonly<Record<string, (commands: Commands) => void>> = {
  z: ({ undo }) => undo(),
  'shift+z': ({ redo }) => redo(),
  y: ({ redo }) => redo(),
  s: ({ saveFile }) => saveFile(),
  o: ({ open }) => open(),
  a: ({ selectAll }) => selectAll(),
  d: ({ duplicate }) => duplicate(),
  k: ({ palette }) => palette(),
  enter: ({ run }) => run(),
}

const PLAIN: Readonly<Record<string, (commands: Commands) => void>> = {
  delete: ({ remove }) => remove(),
  backspace: ({ remove }) => remove(),
  f2: ({ rename }) => rename(),
  '0': ({ fit }) => fit(),
  '1': ({ zoom }) => zoom(),
  b: ({ bypass }) => bypass(),
  g: ({ frame }) => frame(),
  l: ({ arrange }) => arrange(),
  escape: ({ unselect }) => unselect(),
  'shift+?': ({ help }) => help(),
  '?': ({ help }) => help(),
}

/** These work while typing too: nobody types them. */
const ALWAYS = new Set(['s', 'o', 'k', 'enter'])

/** Keys that act on what is selected; on the node that keys have come to, where it is another. */
const ON_SELECTED = new Set(['delete', 'backspace', 'f2', 'b', 'g', 'd'])

/** The keys of the page. While typing, and while a dialog is open, they are the field's and the dialog's. */
export function useShortcuts(): void {
  const session = useSession()
  const commands = useCommands()
  useEffect(() => {
    const undo = new AbortController()
    const selectFocused = followFocus(session, undo.signal)
    // Escape may have closed the dialog by the time that the key comes here.
    let wasInDialog = false
    // What is pasted comes as an event that does not know of Shift.
    let isShift = false
    const look = (event: KeyboardEvent) => {
      wasInDialog = isInDialog()
      isShift = event.shiftKey
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || wasInDialog) return
      const key = `${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`
      const mod = event.ctrlKey || event.metaKey
      const command = mod ? WITH_MOD[key] : event.altKey ? undefined : PLAIN[key]
      if (!command || (isTyping(event.target) && !(mod && ALWAYS.has(key)))) return
      event.preventDefault()
      if (ON_SELECTED.has(key)) selectFocused()
      command(commands)
    }
    const onCopy = (event: ClipboardEvent) => {
      if (isTyping(event.target) || isInDialog() || document.getSelection()?.isCollapsed === false) return
      selectFocused()
      const text = copySelected(session)
      if (!text || !event.clipboardData) return
      event.clipboardData.setData('text/plain', text)
      event.preventDefault()
      if (event.type === 'cut') commands.remove()
    }
    const onPaste = (event: ClipboardEvent) => {
      if (isTyping(event.target) || isInDialog()) return
      if (commands.paste(event.clipboardData?.getData('text/plain') ?? '', isShift)) event.preventDefault()
    }
    window.addEventListener('keydown', look, { signal: undo.signal, capture: true })
    window.addEventListener('keyup', look, { signal: undo.signal, capture: true })
    window.addEventListener('keydown', onKey, undo)
    document.addEventListener('copy', onCopy, undo)
    document.addEventListener('cut', onCopy, undo)
    document.addEventListener('paste', onPaste, undo)
    return () => undo.abort()
  }, [session, commands])
}

/** What is no field for text takes no keys of ours away. */
const FIELDS = 'input:not([type="radio"], [type="checkbox"], [type="button"]), textarea, select'

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(FIELDS))
}
