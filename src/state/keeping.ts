import { createStore } from 'zustand/vanilla'
import { renamePipeline } from '../core/pipeline/acts'
import { UserError } from '../core/errors'
import { emptyPipeline } from '../core/pipeline/pipeline'
import type { Bell } from './bell'
import { current, record, startHistory, type History } from './history'
import type { PipelineStore } from './pipeline-store'
import type { Shelf } from './shelf'
import type { Pen, WatchWriter } from './writer'

export type KeepingPhase = 'restoring' | 'saving' | 'saved' | 'failed' | 'reading'

export interface KeepingState {
  /** The pipeline that is open; empty before the first. */
  readonly id: string
  /** `reading`: another tab writes. */
  readonly phase: KeepingPhase
  /** Why it failed, or what became of unsaved work, in words. */
  readonly message?: string | undefined
  /** Saves what there is now; also the way to try again. */
  save(): Promise<void>
  takeOver(): void
  /**
   * Opens a kept pipeline in the place of the one that is open; an id that is not kept is a new one.
   * @throws UserError when the open one is not saved and cannot be
   */
  open(id: string): Promise<void>
  /** Resolves once no pipeline is being opened: at once where one is. */
  opened(): Promise<void>
}

/** Keeps the open pipeline as it changes, one save at a time, the newest state last. */
export function createKeeping(pipelines: PipelineStore, shelf: Shelf, watch: WatchWriter, bell: Bell) {
  let kept: History | undefined
  /** Where it is saved: its id, but never over what could not be read. */
  let place = ''
  let writes = false
  /** Work that another tab's taking over left unsaved here. */
  let stranded: History | undefined
  let busy: Promise<void> | undefined
  let pen: Pen | undefined
  let opening = Promise.resolve()

  const store = createStore<KeepingState>()((set, get) => {
    const fail = (error: unknown) => set({ phase: 'failed', message: inWords(error) })
    const history = () => pipelines.getState().history
    const isUnsaved = () => writes && kept !== history()

    const saveAll = async () => {
      while (isUnsaved()) {
        const saving = history()
        set({ phase: 'saving' })
        try {
          await shelf.save(place, saving)
        } catch (error) {
          return fail(error)
        }
        kept = saving
        bell.ring(place)
      }
      if (stranded) await change(get().id, false)
      else if (writes) set({ phase: 'saved', message: undefined })
    }
    const save = () => (busy ??= saveAll().finally(() => (busy = undefined)))

    const restore = async (id: string) => {
      const isFirst = kept === undefined
      let found: History | undefined
      try {
        found = await shelf.load(id)
      } catch (error) {
        if (get().id !== id) return false
        fail(error)
        if (!isFirst) return false
        place = crypto.randomUUID()
      }
      if (get().id !== id) return false
      // Where nothing is kept it is new; what was deleted elsewhere stays as it is here.
      kept = found ?? (isFirst ? startHistory(emptyPipeline()) : history())
      if (kept !== history()) pipelines.getState().restore(kept)
      return place === id
    }

    /** What another tab's taking over left unsaved becomes a pipeline of its own. */
    const putAside = async (left: History) => {
      const name = `${current(left).name} (from another tab)`
      const pipeline = renamePipeline(current(left), name)
      const id = crypto.randomUUID()
      await shelf.save(id, record(left, { label: 'Kept from another tab', pipeline }))
      bell.ring(id)
      return `What was not saved here yet is kept as “${name}”.`
    }

    const change = async (id: string, nowWrites: boolean) => {
      const wrote = writes
      writes = false
      pipelines.getState().setReadOnly(true)
      if (wrote) await busy
      if (wrote && kept !== history()) stranded = history()
      let message: string | undefined
      try {
        if (stranded) message = await putAside(stranded)
      } catch (error) {
        return fail(error)
      }
      stranded = undefined
      const restored = await restore(id)
      if (get().id !== id) return
      writes = nowWrites
      pipelines.getState().setReadOnly(!nowWrites)
      if (restored) set({ phase: nowWrites ? 'saved' : 'reading', message })
    }

    const openNow = async (id: string) => {
      if (get().id === id) return
      await save()
      if (stranded || isUnsaved()) {
        const cure = 'Download its file, or try to save again, before you open another one.'
        throw new UserError('The open pipeline is not saved in this browser.', cure)
      }
      pen?.putDown()
      writes = false
      kept = undefined
      place = id
      set({ id, phase: 'restoring', message: undefined })
      pipelines.getState().setReadOnly(true)
      await new Promise<void>((resolve) => {
        let changes = Promise.resolve()
        const next = (nowWrites: boolean) => {
          changes = changes.then(() => (get().id === id ? change(id, nowWrites) : undefined)).then(resolve)
        }
        pen = watch(id, next, save)
      })
    }

    bell.listen((id) => void (id === get().id && !writes && !stranded && restore(id)))

    return {
      id: '',
      phase: 'restoring',
      save,
      takeOver: () => pen?.takeOver(),
      open(id) {
        const opened = opening.then(() => openNow(id))
        opening = opened.catch(() => undefined)
        return opened
      },
      async opened() {
        if (get().phase === 'restoring')
          await new Promise<void>((resolve) => {
            const stop = store.subscribe(({ phase }) => {
              if (phase === 'restoring') return
              stop()
              resolve()
            })
          })
        await opening
      },
    }
  })

  // Nothing is open yet that could be changed.
  pipelines.getState().setReadOnly(true)
  pipelines.subscribe((now) => {
    if (writes && now.history !== kept) void store.getState().save()
  })
  return store
}

export type KeepingStore = ReturnType<typeof createKeeping>

function inWords(error: unknown): string {
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    return 'The browser has no room left for this site.'
  }
  if (error instanceof DOMException && error.name === 'VersionError') {
    return 'A newer version of Trainyard keeps its work here. Reload the page to get it.'
  }
  return error instanceof Error && error.message ? error.message : 'The browser refused to store it.'
}
