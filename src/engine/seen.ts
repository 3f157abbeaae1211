import type { View } from '../core/view'
import { begin, runningStatus, show, type Running } from './running'

/** What tasks have shown of nodes that they watch, by task; it stays in sight until they have run themselves. */
export class Seen {
  readonly #seen = new Map<string, { readonly of: Running; readonly shown: Running }>()

  see(watcher: string, of: Running, id: string, view: View): void {
    const before = this.#seen.get(watcher)
    const shown = before?.of === of ? before.shown : begin(`${of.key} watched`)
    shown.text = 'Watching it learn'
    show(shown, id, view)
    this.#seen.set(watcher, { of, shown })
  }

  view(watcher: string, id: string): View | undefined {
    return this.#seen.get(watcher)?.shown.views[id]
  }

  /** What the page is told while the node that it watches is at work, or else what there is to see of it. */
  status(watcher: string, works: (of: Running) => boolean) {
    const seen = this.#seen.get(watcher)
    if (!seen) return undefined
    const { state, ...told } = runningStatus(seen.shown)
    return works(seen.of) ? { state, ...told } : { views: told.views!, result: told.result! }
  }

  /** The task has run itself. */
  forget(watcher: string): void {
    this.#seen.delete(watcher)
  }

  clear(): void {
    this.#seen.clear()
  }
}
