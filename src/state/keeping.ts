import { createStore } from 'zustand/vanilla'
import type { History } from './history'
import type { PipelineStore } from './pipeline-store'
import type { Shelf } from './shelf'
import type { TakeOver, WatchWriter } from './writer'

export type KeepingPhase = 'restoring' | 'saving' | 'saved' | 'failed' | 'reading'

export interface KeepingState {
  /** `reading`: another tab writes. */
  readonly phase: KeepingPhase
  /** Why it failed, in words. */
  readonly message?: string | undefined
  /** Saves what there is now; also the way to try again. */
  save(): Promise<void>
  takeOver(): void
}

/** Tells the other tabs that there is something new to read. */
export interface Bell {
  ring(): void
  listen(heard: () => void): void
}

/** Keeps the pipeline as it changes, one save at a time, the newest state last. */
export function createKeeping(pipelines: PipelineStore, shelf: Shelf, watch: WatchWriter, bell: Bell) {
  let kept: History | undefined
  let writes = false
  let busy: Promise<void> | undefined
  let takeOver: TakeOver = () => {}

  const store = createStore<KeepingState>()((set) => {
    const fail = (error: unknown) => set({ phase: 'failed', message: inWords(error) })

    const isUnsaved = () => writes && kept !== pipelines.getState().history

    const saveAll = async () => {
      while (isUnsaved()) {
        const { history } = pipelines.getState()
        set({ phase: 'saving' })
        try {
          await shelf.save(history)
        } catch (error) {
          return fail(error)
        }
        kept = history
        bell.ring()
      }
      if (writes) set({ phase: 'saved', message: undefined })
    }

    const restore = async () => {
      try {
        const history = await shelf.load()
        if (history) {
          kept = history
          pipelines.getState().restore(history)
        } else {
          kept = pipelines.getState().history
        }
        return true
      } catch (error) {
        fail(error)
        return false
      }
    }

    const change = async (nowWrites: boolean) => {
      writes = false
      pipelines.getState().setReadOnly(true)
      const restored = await restore()
      writes = nowWrites
      pipelines.getState().setReadOnly(!nowWrites)
      if (restored) set({ phase: nowWrites ? 'saved' : 'reading', message: undefined })
    }

    let changes = Promise.resolve()
    takeOver = watch((nowWrites) => (changes = changes.then(() => change(nowWrites))))
    bell.listen(() => void (writes || restore()))

    return {
      phase: 'restoring',
      save: () => (busy ??= saveAll().finally(() => (busy = undefined))),
      takeOver: () => takeOver(),
    }
  })

  pipelines.subscribe(({ history }) => {
    if (writes && history !== kept) void store.getState().save()
  })
  return store
}

export type KeepingStore = ReturnType<typeof createKeeping>

function inWords(error: unknown): string {
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    return 'The browser has no room left for this site.'
  }
  return error instanceof Error && error.message ? error.message : 'The browser refused to store it.'
}

export function browserBell(): Bell {
  const channel = new BroadcastChannel('trainyard/kept')
  return {
    ring: () => channel.postMessage('kept'),
    listen: (heard) => channel.addEventListener('message', heard),
  }
}
