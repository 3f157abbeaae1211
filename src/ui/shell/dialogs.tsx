import { ExamplesDialog } from '../examples/examples-dialog'
import { useSelection } from '../session'
import { CommandPalette } from './command-palette'
import { Help } from './help'

/** The dialogs that are opened by hand. */
export default function Dialogs() {
  const dialog = useSelection((state) => state.dialog)
  if (dialog === 'examples') return <ExamplesDialog />
  return dialog === 'help' ? <Help /> : <CommandPalette />
}
