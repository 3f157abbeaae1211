import { useMemo } from 'react'
import { faultLine, toFault } from '../../core/errors'
import { pipelineText } from '../../core/pipeline/file'
import type { Pipeline } from '../../core/pipeline/pipeline'
import type { StageDescription } from '../../core/stage'
import type { Placement } from '../../state/add-stage'
import { frameSelected } from '../../state/frame-gestures'
import * as gestures from '../../state/gestures'
import type { Session } from '../../state/session'
import { chooseFile, download, fileName } from '../files'
import { useSession } from '../session'
import { notify } from './notify'

const ACCEPT = '.json,.csv,.tsv,.txt,application/json,text/csv'

/** What can be done from anywhere: by buttons, keys and the command palette. */
export function commandsOf(session: Session) {
  const { imports, pipeline, run, selection } = session

  async function openFile(file: File): Promise<void> {
    if (!/\.json$/i.test(file.name)) return imports.getState().readFile(file)
    try {
      gestures.openText(session, await file.text())
    } catch (error) {
      const message = faultLine(toFault(error))
      await notify({ title: `${file.name} was not opened`, message, tone: 'bad', stays: true })
    }
  }

  return {
    undo: () => pipeline.getState().undo(),
    redo: () => pipeline.getState().redo(),
    openFile,
    open: () => void chooseFile(ACCEPT).then((file) => file && openFile(file)),
    saveFile() {
      const shown = pipeline.getState().pipeline
      download(fileName(shown.name, 'json'), new Blob([pipelineText(shown)], { type: 'application/json' }))
    },
    startAnew() {
      gestures.startAnew(session)
      void notify({
        id: 'anew',
        message: 'A new pipeline. The one before is one Undo away.',
        action: { label: 'Undo', run: () => pipeline.getState().undo() },
      })
    },
    run: () => void run.getState().run(),
    runTo: (nodes: readonly string[]) => void run.getState().run(nodes),
    stop: () => run.getState().stop(),
    finish: (node: string) => run.getState().finish(node),
    goOn: (node: string) => void run.getState().goOn(node),
    add(stage: StageDescription, placement?: Placement) {
      if (pipeline.getState().readOnly) {
        void notify({
          id: 'read-only',
          message: 'Another tab writes. Take over to change the pipeline here.',
        })
        return
      }
      const note = gestures.add(session, stage, placement)
      if (note) void notify({ id: 'note', message: note })
    },
    remove: () => gestures.removeSelected(session),
    duplicate: () => gestures.duplicateSelected(session),
    selectAll: () => gestures.selectAll(session),
    fit: () => selection.getState().look('everything'),
    zoom: () => selection.getState().look('life-size'),
    unselect: () => selection.getState().select([]),
    rename() {
      const { frames, nodes, rename } = selection.getState()
      const [only, ...others] = [...nodes, ...frames]
      if (only !== undefined && others.length === 0) rename(only)
    },
    frame: () => frameSelected(session),
    bypass: () => gestures.bypassSelected(session),
    arrange: () => gestures.arrange(session),
    examples: () => selection.getState().open('examples'),
    openExample: (example: Pipeline) => gestures.openPipeline(session, example),
    help: () => selection.getState().open('help'),
    palette: () => selection.getState().open('commands'),
  }
}

export type Commands = ReturnType<typeof commandsOf>

export function useCommands(): Commands {
  const session = useSession()
  return useMemo(() => commandsOf(session), [session])
}
