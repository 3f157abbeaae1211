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
import { IconButton } from '../icon-button'
import { usePipeline } from '../session'
import { Logo } from './logo'
import { PipelineName } from './pipeline-name'
import { RunButton } from './run-button'
import { RunEstimate } from './run-estimate'
import { SavedState } from './saved-state'
import { SchemeMenu } from './scheme-menu'
import { useCommands } from './use-commands'
import styles from './header.module.css'

interface ActProps {
  readonly label: string
  readonly hint?: string
  readonly disabled?: boolean
  readonly onClick: () => void
  readonly icon: TablerIcon
}

/** Drawn again only when it changes: every act of the person changes one or two of eleven. */
const Act = memo(function Act({ disabled = false, hint, icon, label, onClick }: ActProps) {
  return (
    <IconButton
      className={styles.act ?? ''}
      label={label}
      tip={hint ?? label}
      icon={icon}
      size={32}
      iconSize={18}
      aria-disabled={disabled}
      onClick={() => disabled || onClick()}
    />
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
      <Act
        label="Pipelines"
        hint="All pipelines of this browser"
        onClick={commands.pipelines}
        icon={IconFolders}
      />
      <PipelineName />
      <SavedState />
      <div className={styles.space} />
      <div className={styles.group}>
        <Act
          label="Undo"
          hint={undoing ? `Undo: ${undoing}` : 'Nothing to undo'}
          disabled={undoing === null}
          onClick={commands.undo}
          icon={IconArrowBackUp}
        />
        <Act
          label="Redo"
          hint={redoing ? `Redo: ${redoing}` : 'Nothing to redo'}
          disabled={redoing === null}
          onClick={commands.redo}
          icon={IconArrowForwardUp}
        />
      </div>
      <span className={styles.divider} />
      <div className={styles.group}>
        <Act label="New pipeline" disabled={isEmpty} onClick={commands.startAnew} icon={IconFilePlus} />
        <Act
          label="Open…"
          hint="Open a pipeline file or a CSV"
          onClick={commands.open}
          icon={IconFolderOpen}
        />
        <Act
          label="Versions"
          hint="Named versions of this pipeline"
          onClick={commands.versions}
          icon={IconHistory}
        />
        <Act label="Examples" hint="Open an example" onClick={commands.examples} icon={IconLayoutGrid} />
        <Act
          label="Save file"
          hint="Save the pipeline as a file"
          disabled={isEmpty}
          onClick={commands.saveFile}
          icon={IconDownload}
        />
        <Act
          label="Save with data"
          hint="Save pipeline and data in one file, to send to somebody"
          disabled={isEmpty}
          onClick={commands.saveArchive}
          icon={IconPackageExport}
        />
        <Act
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
        <Act label="Help" hint="Keys and first steps" onClick={commands.help} icon={IconKeyboard} />
      </div>
      <RunEstimate />
      <RunButton />
    </header>
  )
}
