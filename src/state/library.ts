import { createStore } from 'zustand/vanilla'
import { renamePipeline } from '../core/pipeline/acts'
import { toFault, UserError, type Fault } from '../core/errors'
import { emptyPipeline, type Pipeline } from '../core/pipeline/pipeline'
import type { Address } from './address'
import type { Bell } from './bell'
import { current, record, startHistory } from './history'
import type { KeepingStore } from './keeping'
import type { PipelineStore } from './pipeline-store'
import type { Card, Shelf } from './shelf'
import type { WithPen } from './writer'

/** A deleted pipeline can be brought back for so long. */
export const KEPT_DAYS = 30

export interface LibraryState {
  /** Every pipeline that this browser keeps, the newest first; null before they are known. */
  readonly cards: readonly Card[] | null
  readonly fault: Fault | null
  refresh(): Promise<void>
  /** Opens a kept pipeline in the place of the one that is open; `replaces` leaves no way back to that. */
  open(id: string, replaces?: boolean): Promise<void>
  /** A new pipeline that is opened: an empty one, or this. Resolves with the id of the one that was open before. */
  begin(pipeline?: Pipeline, label?: string): Promise<string>
  rename(id: string, name: string): Promise<void>
  duplicate(id: string): Promise<void>
  /** It can be brought back. If it is open, the newest of the others is opened. */
  remove(id: string): Promise<void>
  bringBack(id: string): Promise<void>
}

interface Parts {
  readonly shelf: Shelf
  readonly keeping: KeepingStore
  readonly pipeline: PipelineStore
  readonly withPen: WithPen
  readonly address: Address
  readonly bell: Bell
  readonly now: () => number
}

export type LibraryStore = ReturnType<typeof createLibrary>

/**
 * The pipelines that this browser keeps. Acts on one that another tab writes are refused in words: promises reject
 * with a UserError.
 */
export function createLibrary({ address, bell, keeping, now, pipeline, shelf, withPen }: Parts) {
  return createStore<LibraryState>()((set) => {
    const refresh = async () => {
      try {
        set({ cards: await shelf.cards(), fault: null })
      } catch (error) {
        set({ fault: toFault(error) })
      }
    }
    /** Does something to a pipeline that is not open here. */
    const alone = async (id: string, work: () => Promise<void>) => {
      if (await withPen(id, work)) return
      throw new UserError('This pipeline is open in another tab.', 'Do it there, or close that tab first.')
    }
    const changed = async (id: string) => {
      bell.ring(id)
      await refresh()
    }
    const show = async (id: string, replaces = false) => {
      await keeping.getState().open(id)
      if (address.read() !== id) address.write(id, replaces)
    }
    const historyOf = async (id: string) => {
      if (keeping.getState().id === id) return pipeline.getState().history
      const history = await shelf.load(id)
      if (!history) throw new UserError('This pipeline is no longer in this browser.')
      return history
    }
    const put = async (one: Pipeline, label: string) => {
      const id = crypto.randomUUID()
      await shelf.save(id, startHistory(one, label))
      await changed(id)
      return id
    }

    return {
      cards: null,
      fault: null,
      refresh,
      open: show,
      async begin(one = emptyPipeline(), label = 'Start') {
        const before = keeping.getState().id
        await show(one.nodes.length > 0 ? await put(one, label) : crypto.randomUUID())
        return before
      },
      async rename(id, name) {
        const change = (one: Pipeline) => renamePipeline(one, name)
        if (keeping.getState().id === id && pipeline.getState().act('Rename the pipeline', change)) {
          await keeping.getState().save()
          return refresh()
        }
        const history = await historyOf(id)
        const renamed = change(current(history))
        if (renamed === current(history)) return
        await alone(id, () =>
          shelf.save(id, record(history, { label: 'Rename the pipeline', pipeline: renamed })),
        )
        await changed(id)
      },
      async duplicate(id) {
        const one = current(await historyOf(id))
        await put(renamePipeline(one, `${one.name} (copy)`), 'Duplicate')
      },
      async remove(id) {
        const cards = (await shelf.cards()).filter(({ deleted }) => deleted === undefined)
        if (keeping.getState().id === id) {
          const next = cards.find((card) => card.id !== id)?.id
          await show(next ?? crypto.randomUUID(), true)
        }
        await alone(id, () => shelf.mark(id, now()))
        await changed(id)
      },
      async bringBack(id) {
        await shelf.mark(id, null)
        await changed(id)
      },
    }
  })
}

/** The pipeline that a page opens: the one its address names, else the newest, else a new one. */
export async function firstId(shelf: Shelf, address: Address): Promise<string> {
  const named = address.read()
  if (named) return named
  const cards = await shelf.cards().catch(() => [])
  return cards.find(({ deleted }) => deleted === undefined)?.id ?? crypto.randomUUID()
}
