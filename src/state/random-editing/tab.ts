import type { Engine } from '../../engine/client'
import { browserShelf } from '../browser-shelf'
import type { History } from '../history'
import { createSession, type Session } from '../session'
import { watched, type Browser } from './browser'

/** Runs nothing: editing is what is tried. */
const idle = { update: () => undefined, subscribe: () => () => undefined } as unknown as Engine

/** A tab that can be killed, and that knows what it was told is safe. */
export interface Tab {
  readonly session: Session
  /** Moves the tab's clock. */
  wait(milliseconds: number): void
  /** What may be found of a pipeline after the tab is gone: what is safe, and what was on its way. */
  readonly findable: (id: string) => readonly (History | undefined)[]
  kill(): void
}

/** Opens the page in a browser, and waits until the pipeline is there. */
export async function openTab(browser: Browser, address: string | null): Promise<Tab> {
  const me = {}
  let time = 0
  let named = address
  let shelf: ReturnType<typeof watched> | undefined
  const session = createSession(idle, {
    shelf: (onReplaced) => (shelf = watched(browserShelf(onReplaced))).shelf,
    watch: browser.watch(me),
    withPen: browser.withPen,
    bell: browser.bell(me),
    address: { read: () => named, write: (id) => (named = id), listen: () => undefined },
    storage: { getItem: () => null, setItem: () => undefined },
    now: () => time,
  })
  await settled(session)
  return {
    session,
    wait: (milliseconds) => (time += milliseconds),
    findable: (id) => shelf!.findable(id),
    kill() {
      shelf!.kill()
      browser.gone(me)
    },
  }
}

/** Waits until the open pipeline is there and nothing is being saved. */
export function settled({ keeping }: Session): Promise<void> {
  const isSettled = () => keeping.getState().phase === 'saved' || keeping.getState().phase === 'reading'
  if (isSettled()) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = keeping.subscribe(() => {
      if (!isSettled()) return
      stop()
      resolve()
    })
  })
}
