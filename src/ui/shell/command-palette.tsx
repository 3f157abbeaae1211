import {
  createSpotlight,
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from '@mantine/spotlight'
import '@mantine/spotlight/styles.css'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBoxMargin,
  IconClipboard,
  IconClipboardPlus,
  IconCopy,
  IconDownload,
  IconFilePlus,
  IconFolderOpen,
  IconFolders,
  IconHierarchy,
  IconHistory,
  IconLayoutGrid,
  IconMaximize,
  IconPackageExport,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlayerTrackNext,
  IconReport,
  IconSearch,
  type TablerIcon,
} from '@tabler/icons-react'
import { useEffect } from 'react'
import { stepOf } from '../../core/steps'
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
  const command = (label: string, Icon: TablerIcon, onClick: () => void): SpotlightActionData => ({
    id: label,
    label,
    leftSection: <Icon size={18} stroke={1.75} />,
    onClick,
  })
  const actions: SpotlightActionGroupData[] = [
    {
      group: 'Commands',
      actions: [
        command('Run all', IconPlayerPlay, commands.run),
        ...(after === undefined
          ? []
          : [command('Run to here', IconPlayerTrackNext, () => commands.runTo([after]))]),
        command('Stop', IconPlayerStop, commands.stop),
        command('Undo', IconArrowBackUp, commands.undo),
        command('Redo', IconArrowForwardUp, commands.redo),
        ...(after === undefined ? [] : [command('Duplicate', IconCopy, commands.duplicate)]),
        command('Paste', IconClipboard, () => commands.pasteClipboard(false)),
        command('Paste with the wires that came in', IconClipboardPlus, () => commands.pasteClipboard(true)),
        command('Show everything', IconMaximize, commands.fit),
        command('Arrange the nodes', IconHierarchy, commands.arrange),
        command('Group what is selected, or write a comment', IconBoxMargin, commands.frame),
        command('New pipeline', IconFilePlus, commands.startAnew),
        command('All pipelines', IconFolders, commands.pipelines),
        command('Versions of this pipeline', IconHistory, commands.versions),
        command('Open a file', IconFolderOpen, commands.open),
        command('Open an example', IconLayoutGrid, commands.examples),
        command('Save the pipeline file', IconDownload, commands.saveFile),
        command('Save a report as one HTML page', IconReport, commands.saveReport),
        command('Save pipeline and data in one file', IconPackageExport, () => commands.saveArchive()),
      ],
    },
    {
      group: 'Stages',
      actions: stages.map((stage) => ({
        id: stage.id,
        label: `Add ${stage.title}`,
        description: stage.summary,
        leftSection: <StepTile step={stepOf(stage.id)} size={28} />,
        onClick: () => commands.add(stage, after === undefined ? {} : { after }),
      })),
    },
  ]
  return (
    <Spotlight
      store={store}
      shortcut={null}
      actions={actions}
      onSpotlightClose={() => close(null)}
      nothingFound="Nothing of that name"
      scrollable
      maxHeight={440}
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.75} />,
        placeholder: 'Find a command or a stage',
        'aria-label': 'Find a command or a stage',
      }}
    />
  )
}
