import { useMemo } from 'react'
import { ARCHIVE_ENDING } from '../../core/archive-name'
import { faultLine, toFault } from '../../core/errors'
import { pipelineText } from '../../core/pipeline/file'
import type { Pipeline } from '../../core/pipeline/pipeline'
import type { StarterOptions } from '../../core/pipeline/starter'
import type { StageDescription } from '../../core/stage'
import type { Placement } from '../../state/add-stage'
import { duplicateSelected, pasteText, type Pasting } from '../../state/clipboard'
import { frameSelected } from '../../state/frame-gestures'
import { isArchiveName, openArchive, packKept, packOpen } from '../../state/archive'
import { begin, openText, startFrom } from '../../state/beginning'
import * as gestures from '../../state/gestures'
import type { Card } from '../../state/shelf'
import type { Session } from '../../state/session'
import { chooseFile, download, fileName } from '../files'
import { useSession } from '../session'
import { notify } from './notify'

const ACCEPT = '.json,.zip,.csv,.tsv,.txt,application/json,application/zip,text/csv'

/** What can be done from anywhere: by buttons, keys and the command palette. */
export function commandsOf(session: Session) {
  const { imports, keeping, pipeline, run, selection } = session

  const reopen = async (id: string) => {
    await session.library.getState().open(id)
    return undefined
  }

  /** Does what puts another pipeline on the canvas, and says what became of the one that was there. */
  async function opening(what: string, open: () => Promise<string | undefined>): Promise<void> {
    try {
      const before = await open()
      if (before === undefined) return
      const { name, nodes } = pipeline.getState().pipeline
      const isEmpty = nodes.length === 0
      await notify({
        id: 'opened',
        message: isEmpty
          ? 'A new pipeline. The one before is kept.'
          : `“${name}” is a pipeline of its own. The one before is kept.`,
        action: { label: 'Back to it', run: () => void opening('The one before', () => reopen(before)) },
      })
    } catch (error) {
      const message = faultLine(toFault(error))
      await notify({ title: `${what} was not opened`, message, tone: 'bad', stays: true })
    }
  }

  async function openZip(file: File): Promise<string | undefined> {
    const { before, notes } = await openArchive(session, file)
    if (notes.length > 0)
      await notify({ title: 'Not all data are here', message: notes.join(' '), tone: 'bad', stays: true })
    return before
  }

  /** Downloads a pipeline with its data: the open one, or a kept one. */
  async function saveArchive(card?: Pick<Card, 'id' | 'name'>): Promise<void> {
    try {
      const zip = await (card ? packKept(session, card.id) : packOpen(session))
      download(fileName(card?.name ?? pipeline.getState().pipeline.name, ARCHIVE_ENDING), zip)
    } catch (error) {
      const message = faultLine(toFault(error))
      await notify({ title: 'The archive was not saved', message, tone: 'bad', stays: true })
    }
  }

  /** Tells of wires that could not be drawn again. Whether anything was pasted. */
  function pasting({ note, pasted }: Pasting): boolean {
    if (note !== undefined) void notify({ id: 'note', message: note })
    return pasted
  }

  const paste = (text: string, withWires: boolean) => pasting(pasteText(session, text, withWires))

  /** Pastes without the keys for it, which browsers let the page do where the person allows it. */
  async function pasteClipboard(withWires: boolean): Promise<void> {
    const text = await navigator.clipboard.readText().catch(() => null)
    if (text !== null && paste(text, withWires)) return
    await notify({
      id: 'note',
      message:
        text === null
          ? 'The browser does not let the page read what was copied. Press the keys for pasting instead.'
          : 'What was copied are no nodes. Select some and copy them first.',
    })
  }

  async function openFile(file: File): Promise<void> {
    if (isArchiveName(file.name)) return opening(file.name, () => openZip(file))
    if (!/\.json$/i.test(file.name)) return imports.getState().readFile(file)
    return opening(file.name, async () => openText(session, await file.text()))
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
    saveReport: () =>
      void import('../save-report').then(async (one) => {
        try {
          await one.saveReport(session)
        } catch (error) {
          const message = faultLine(toFault(error))
          await notify({ title: 'The report was not saved', message, tone: 'bad', stays: true })
        }
      }),
    saveArchive: (card?: Pick<Card, 'id' | 'name'>) => void saveArchive(card),
    startAnew: () => void opening('A new pipeline', () => session.library.getState().begin()),
    startFrom: (options: StarterOptions) => void opening(options.name, () => startFrom(session, options)),
    openKept: (id: string, name: string) => void opening(name, () => reopen(id)),
    run: () => void run.getState().run(),
    runTo: (nodes: readonly string[]) => void run.getState().run(nodes),
    stop: () => run.getState().stop(),
    finish: (node: string) => run.getState().finish(node),
    goOn: (node: string) => void run.getState().goOn(node),
    /** What is added while a pipeline is being opened is added once it is open. */
    async add(stage: StageDescription, placement?: Placement): Promise<void> {
      if (pipeline.getState().readOnly) await keeping.getState().opened()
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
    duplicate: () => void pasting(duplicateSelected(session)),
    paste,
    pasteClipboard: (withWires: boolean) => void pasteClipboard(withWires),
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
    openExample: (example: Pipeline) =>
      void opening(example.name, () => begin(session, `Open ${example.name}`, example)),
    pipelines: () => selection.getState().open('pipelines'),
    versions: () => selection.getState().open('versions'),
    help: () => selection.getState().open('help'),
    palette: () => selection.getState().open('commands'),
  }
}

export type Commands = ReturnType<typeof commandsOf>

export function useCommands(): Commands {
  const session = useSession()
  return useMemo(() => commandsOf(session), [session])
}
