import { ExamplesDialog } from '../examples/examples-dialog'
import { PipelinesDialog } from '../pipelines/pipelines-dialog'
import { useSelection } from '../session'
import { VersionsDialog } from '../versions/versions-dialog'
import { CommandPalette } from './command-palette'
import { Help } from './help'

/** The dialogs that are opened by hand. */
export default function Dialogs() {
  const dialog = useSelection((state) => state.dialog)
  if (dialog === 'examples') return <ExamplesDialog />
  if (dialog === 'pipelines') return <PipelinesDialog />
  if (dialog === 'versions') return <VersionsDialog />
  return dialog === 'help' ? <Help /> : <CommandPalette />
}
