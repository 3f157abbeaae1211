import type { Engine } from '../../engine/client'
import type { History } from '../history'
import { createSession, type Session } from '../session'
import { browserShelf, type Shelf } from '../shelf'

/** Runs nothing: editing is what is tried. */
const idle = { update: () => undefined, subscribe: () => () => undefined } as unknown as Engine

const never = () => new Promise<never>(() => {})

/** A tab that can be killed, and that knows what it was told is safe. */
export interface Tab {
  readonly session: Session
  /** Moves the tab's clock. */
  wait(milliseconds: number): void
  /** What may be found after the tab is gone: what is safe, and what was on its way. */
  readonly findable: () => readonly (History | undefined)[]
  kill(): void
}

/** Opens the page over what the browser keeps, and waits until it is there. */
export async function openTab(): Promise<Tab> {
  let isAlive = true
  let time = 0
  let safe: History | undefined
  let onItsWay: History | undefined
  const shelf = (real: Shelf): Shelf => ({
    async load() {
      safe = await real.load()
      return safe
    },
    async save(history) {
      if (!isAlive) return never()
      onItsWay = history
      await real.save(history)
      if (!isAlive) return never()
      safe = history
      onItsWay = undefined
    },
  })
  const session = createSession(idle, {
    shelf: (onReplaced) => shelf(browserShelf(onReplaced)),
    watch: (change) => {
      change(true)
      return () => undefined
    },
    bell: { ring: () => undefined, listen: () => undefined },
    now: () => time,
  })
  await new Promise<void>((resolve) =>
    session.keeping.subscribe(({ phase }) => phase === 'saved' && resolve()),
  )
  return {
    session,
    wait: (milliseconds) => (time += milliseconds),
    findable: () => (onItsWay ? [safe, onItsWay] : [safe]),
    kill: () => (isAlive = false),
  }
}
