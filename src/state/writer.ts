const NAME = 'trainyard/writer'

/** Takes the pen from the tab that has it. */
export type TakeOver = () => void

/** Tells whether this tab writes: one of all does, by Web Lock. */
export type WatchWriter = (change: (writes: boolean) => void) => TakeOver

/** Where a browser has no locks, every tab writes. */
export const watchWriter: WatchWriter = (change) => {
  if (!('locks' in navigator)) {
    change(true)
    return () => {}
  }
  let waiting = new AbortController()
  const hold = () => {
    change(true)
    return new Promise<never>(() => {})
  }
  const wait = () => {
    change(false)
    const mine = (waiting = new AbortController())
    navigator.locks.request(NAME, { signal: mine.signal }, hold).catch(() => mine.signal.aborted || wait())
  }
  const ifFree = (lock: Lock | null) => (lock ? hold() : undefined)
  void navigator.locks.request(NAME, { ifAvailable: true }, ifFree).then(wait, wait)
  return () => {
    waiting.abort()
    void navigator.locks.request(NAME, { steal: true }, hold).catch(wait)
  }
}
