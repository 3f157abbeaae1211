import type { Bell } from '../bell'
import type { History } from '../history'
import type { Shelf } from '../shelf'
import type { WatchWriter, WithPen } from '../writer'

type Watcher = Parameters<WatchWriter>

/** What tabs share besides the database: who writes which pipeline, and the bell. */
export interface Browser {
  watch(tab: object): WatchWriter
  bell(tab: object): Bell
  readonly withPen: WithPen
  /** Whether the next tab that takes a pen over takes it by force, as from a tab that hangs. */
  byForce: boolean
  /** The tab is gone: the next one that waits for its pens gets them. */
  gone(tab: object): void
}

export function makeBrowser(): Browser {
  const lines = new Map<string, { readonly tab: object; readonly watcher: Watcher }[]>()
  const bells = new Map<object, (id: string) => void>()
  const lineOf = (id: string) => {
    const line = lines.get(id) ?? []
    lines.set(id, line)
    return line
  }
  const leave = (id: string, tab: object) => {
    const line = lineOf(id)
    const at = line.findIndex((one) => one.tab === tab)
    if (at >= 0) line.splice(at, 1)
    if (at === 0) line[0]?.watcher[1](true)
  }
  const browser: Browser = {
    byForce: false,
    watch: (tab) => (id, change, letGo) => {
      const line = lineOf(id)
      const mine = { tab, watcher: [id, change, letGo] as Watcher }
      line.push(mine)
      change(line[0] === mine)
      return {
        async takeOver() {
          if (!browser.byForce) await line[0]!.watcher[2]()
          if (line[0] === mine || !line.includes(mine)) return
          line[0]!.watcher[1](false)
          line.splice(line.indexOf(mine), 1)
          line.unshift(mine)
          change(true)
        },
        putDown: () => leave(id, tab),
      }
    },
    bell: (tab) => ({
      ring(id) {
        for (const [other, heard] of bells) if (other !== tab) queueMicrotask(() => heard(id))
      },
      listen: (heard) => bells.set(tab, (id) => bells.get(tab) && heard(id)),
    }),
    withPen: async (id, work) => {
      if (lineOf(id).length > 0) return false
      await work()
      return true
    },
    gone(tab) {
      bells.delete(tab)
      for (const id of lines.keys()) leave(id, tab)
    },
  }
  return browser
}

/** A shelf that remembers what it said is safe, and what is on its way, by pipeline. */
export interface Watched {
  readonly shelf: Shelf
  readonly findable: (id: string) => readonly (History | undefined)[]
  /** Whatever is under way tells nobody any more. */
  kill(): void
}

const never = () => new Promise<never>(() => {})

export function watched(real: Shelf): Watched {
  let isAlive = true
  const safe = new Map<string, History | undefined>()
  const onItsWay = new Map<string, History>()
  return {
    shelf: {
      ...real,
      async load(id) {
        const found = await real.load(id)
        safe.set(id, found)
        return found
      },
      async save(id, history) {
        if (!isAlive) return never()
        onItsWay.set(id, history)
        await real.save(id, history)
        if (!isAlive) return never()
        safe.set(id, history)
        onItsWay.delete(id)
      },
    },
    findable: (id) => [safe.get(id), ...(onItsWay.has(id) ? [onItsWay.get(id)] : [])],
    kill: () => (isAlive = false),
  }
}
