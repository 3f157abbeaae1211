import { ActionIcon } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconDownload,
  IconFilePlus,
  IconFolderOpen,
  IconFolders,
  IconHistory,
  IconKeyboard,
  IconLayoutGrid,
  IconPackageExport,
  IconReport,
  type TablerIcon,
} from '@tabler/icons-react'
import { memo } from 'react'
import { redoable, undoable } from '../../state/history'
import { usePipeline } from '../session'
import { Logo } from './logo'
import { PipelineName } from './pipeline-name'
import { RunButton } from './run-button'
import { RunEstimate } from './run-estimate'
import { SavedState } from './saved-state'
import { SchemeMenu } from './scheme-menu'
import { useCommands } from './use-commands'
import styles from './header.module.css'

interface IconActProps {
  readonly label: string
  readonly hint?: string
  readonly disabled?: boolean
  readonly onClick: () => void
  readonly icon: TablerIcon
}

/** Drawn again only when it changes: every act of the person changes one or two of eleven. */
const IconAct = memo(function IconAct({ disabled = false, hint, icon: Icon, label, onClick }: IconActProps) {
  return (
    <ActionIcon
      data-tip={hint ?? label}
      className={styles.act}
      variant="subtle"
      color="gray"
      size={32}
      aria-label={label}
      aria-disabled={disabled}
      onClick={() => disabled || onClick()}
    >
      <Icon size={18} stroke={1.75} />
    </ActionIcon>
  )
})

export function Header() {
  const commands = useCommands()
  const undoing = usePipeline(({ history, readOnly }) => (readOnly ? null : undoable(history)))
  const redoing = usePipeline(({ history, readOnly }) => (readOnly ? null : redoable(history)))
  const isEmpty = usePipeline(({ pipeline }) => pipeline.nodes.length === 0)
  return (
    <header className={styles.header}>
      <Logo />
      <span className={styles.divider} />
      <IconAct
        label="Pipelines"
        hint="All pipelines of this browser"
        onClick={commands.pipelines}
        icon={IconFolders}
      />
      <PipelineName />
      <SavedState />
      <div className={styles.space} />
      <div className={styles.group}>
        <IconAct
          label="Undo"
          hint={undoing ? `Undo: ${undoing}` : 'Nothing to undo'}
          disabled={undoing === null}
          onClick={commands.undo}
          icon={IconArrowBackUp}
        />
        <IconAct
          label="Redo"
          hint={redoing ? `Redo: ${redoing}` : 'Nothing to redo'}
          disabled={redoing === null}
          onClick={commands.redo}
          icon={IconArrowForwardUp}
        />
      </div>
      <span className={styles.divider} />
      <div className={styles.group}>
        <IconAct label="New pipeline" disabled={isEmpty} onClick={commands.startAnew} icon={IconFilePlus} />
        <IconAct
          label="Open…"
          hint="Open a pipeline file or a CSV"
          onClick={commands.open}
          icon={IconFolderOpen}
        />
        <IconAct
          label="Versions"
          hint="Named versions of this pipeline"
          onClick={commands.versions}
          icon={IconHistory}
        />
        <IconAct label="Examples" hint="Open an example" onClick={commands.examples} icon={IconLayoutGrid} />
        <IconAct
          label="Save file"
          hint="Save the pipeline as a file"
          disabled={isEmpty}
          onClick={commands.saveFile}
          icon={IconDownload}
        />
        <IconAct
          label="Save with data"
          hint="Save pipeline and data in one file, to send to somebody"
          disabled={isEmpty}
          onClick={commands.saveArchive}
          icon={IconPackageExport}
        />
        <IconAct
          label="Save report"
          hint="Save everything seen as one HTML page"
          disabled={isEmpty}
          onClick={commands.saveReport}
          icon={IconReport}
        />
      </div>
      <span className={styles.divider} />
      <div className={styles.group}>
        <SchemeMenu />
        <IconAct label="Help" hint="Keys and first steps" onClick={commands.help} icon={IconKeyboard} />
      </div>
      <RunEstimate />
      <RunButton />
    </header>
  )
}
