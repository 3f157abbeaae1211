/** What a tab writes one pipeline with. */
export interface Pen {
  /** Takes it from the tab that has it, which saves first what it has not saved yet. */
  takeOver(): void
  /** For good: another pipeline is opened. */
  putDown(): void
}

/**
 * Tells whether this tab writes a pipeline: one of all does, by Web Lock. `letGo` resolves when all is saved that
 * has to be before another tab takes over.
 */
export type WatchWriter = (id: string, change: (writes: boolean) => void, letGo: () => Promise<void>) => Pen

/** A tab that does not let go in this time is taken to hang. */
const PATIENCE = 2000

const nameOf = (id: string): string => `trainyard/writer/${id}`

/** Where a browser has no locks, every tab writes. */
export const watchWriter: WatchWriter = (id, change, letGo) => {
  if (!('locks' in navigator)) {
    change(true)
    return { takeOver: () => {}, putDown: () => {} }
  }
  const name = nameOf(id)
  const asking = new BroadcastChannel(name)
  let isOver = false
  let release: (() => void) | undefined
  let waiting = new AbortController()
  const hold = () => {
    if (isOver) return undefined
    change(true)
    return new Promise<void>((resolve) => (release = resolve))
  }
  const wait = () => {
    release = undefined
    if (isOver) return
    change(false)
    const mine = (waiting = new AbortController())
    const again = () => mine.signal.aborted || wait()
    navigator.locks.request(name, { signal: mine.signal }, hold).then(again, again)
  }
  asking.addEventListener('message', () => void (release && letGo().then(() => release?.())))
  const ifFree = (lock: Lock | null) => (lock ? hold() : undefined)
  void navigator.locks.request(name, { ifAvailable: true }, ifFree).then(wait, wait)
  return {
    takeOver() {
      asking.postMessage('please')
      setTimeout(() => {
        if (release || isOver) return
        waiting.abort()
        void navigator.locks.request(name, { steal: true }, hold).then(wait, wait)
      }, PATIENCE)
    },
    putDown() {
      isOver = true
      waiting.abort()
      release?.()
      asking.close()
    },
  }
}

/** Does something to a pipeline that no tab writes now; false, and nothing done, where one does. */
export type WithPen = (id: string, work: () => Promise<void>) => Promise<boolean>

export const withPen: WithPen = async (id, work) => {
  if (!('locks' in navigator)) return work().then(() => true)
  return navigator.locks.request(nameOf(id), { ifAvailable: true }, async (lock) => {
    if (lock) await work()
    return lock !== null
  })
}
