import { Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import '@mantine/spotlight/styles.css'
import { createSpotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useEffect } from 'react'
import { stepOf } from '../../core/stage'
import { stages } from '../../state/stages'
import { StepTile } from '../icons'
import { useSelection, useSession } from '../session'
import { useCommands } from './use-commands'

const [store, spotlight] = createSpotlight()

/** Every command and every stage by name. */
export function CommandPalette() {
  const commands = useCommands()
  const { selection } = useSession()
  const close = useSelection((state) => state.open)
  useEffect(() => spotlight.open(), [])
  const after = selection.getState().nodes.at(-1)
  const actions: SpotlightActionData[] = [
    { id: 'run', label: 'Run all', onClick: commands.run },
    ...(after === undefined
      ? []
      : [{ id: 'run-to', label: 'Run to here', onClick: () => commands.runTo([after]) }]),
    { id: 'stop', label: 'Stop', onClick: commands.stop },
    { id: 'undo', label: 'Undo', onClick: commands.undo },
    { id: 'redo', label: 'Redo', onClick: commands.redo },
    { id: 'fit', label: 'Show everything', onClick: commands.fit },
    { id: 'new', label: 'New pipeline', onClick: commands.startAnew },
    { id: 'open', label: 'Open a file', onClick: commands.open },
    { id: 'save', label: 'Save the pipeline file', onClick: commands.saveFile },
    ...stages.map((stage) => ({
      id: stage.id,
      label: `Add ${stage.title}`,
      description: stage.summary,
      leftSection: <StepTile step={stepOf(stage.id)} size={28} />,
      onClick: () => commands.add(stage, after === undefined ? {} : { after }),
    })),
  ]
  return (
    <Spotlight
      store={store}
      shortcut={null}
      actions={actions}
      onSpotlightClose={() => close(null)}
      nothingFound="Nothing of that name"
      scrollable
      maxHeight={400}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.75} />,
        placeholder: 'Find a command or a stage',
        'aria-label': 'Find a command or a stage',
      }}
    />
  )
}
