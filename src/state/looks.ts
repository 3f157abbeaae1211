import { createStore } from 'zustand/vanilla'
import { wireInto } from '../core/pipeline/pipeline'
import type { KeepingStore } from './keeping'
import type { RunStore } from './run-store'
import type { Looks, Shelf } from './shelf'

interface Around {
  readonly shelf: Pick<Shelf, 'looks' | 'saveLooks'>
  readonly keeping: Pick<KeepingStore, 'getState' | 'subscribe'>
  readonly run: Pick<RunStore, 'getState' | 'subscribe'>
}

/**
 * How often the test rows of every model were looked at: one look for every different result that judged it on them.
 * The same result again, after a reload or an undo, tells nothing new and is no look.
 */
export function createLooks({ keeping, run, shelf }: Around) {
  const store = createStore<{ readonly looks: Looks }>()(() => ({ looks: {} }))

  const open = async (id: string) => {
    store.setState({ looks: {} })
    const kept = await shelf.looks(id).catch((): Looks => ({}))
    if (keeping.getState().id !== id) return
    store.setState(({ looks }) => ({ looks: merged(kept, looks) }))
  }
  keeping.subscribe(({ id }, before) => {
    if (id !== before.id) void open(id)
  })

  run.subscribe(({ made, statuses }, before) => {
    if (statuses === before.statuses) return
    const fresh: Record<string, string[]> = {}
    for (const [node, { looked = [], result, state }] of Object.entries(statuses)) {
      if (statuses[node] === before.statuses[node] || result === undefined) continue
      if (state !== 'done' && state !== 'warning') continue
      for (const port of looked) {
        const model = made[node] && wireInto(made[node], node, port)?.from.node
        if (model !== undefined) fresh[model] = [...(fresh[model] ?? []), `${result} ${port}`]
      }
    }
    const { looks } = store.getState()
    const next = merged(looks, fresh)
    if (next === looks) return
    store.setState({ looks: next })
    const { id, phase } = keeping.getState()
    // A look that could not be written is one too few, which no work hangs on.
    if (id !== '' && phase !== 'reading') void shelf.saveLooks(id, next).catch(() => undefined)
  })
  return store
}

export type LooksStore = ReturnType<typeof createLooks>

/** Both, each look once; the first as it is when the second adds nothing. */
function merged(looks: Looks, more: Looks): Looks {
  const added = Object.entries(more).flatMap(([model, results]) => {
    const known = looks[model] ?? []
    const news = results.filter((one) => !known.includes(one))
    return news.length > 0 ? [[model, [...known, ...new Set(news)]] as const] : []
  })
  return added.length > 0 ? { ...looks, ...Object.fromEntries(added) } : looks
}
