import { askToLast } from './lasting'
import { KEPT_DAYS } from './library'
import type { Session } from './session'
import type { Shelf } from './shelf'
import { sweepFiles } from './sweep'
import { withPen, type WithPen } from './writer'

const DAY = 86_400_000

/** Deletes for good what was deleted long ago. */
export async function purgeOld(shelf: Shelf, free: WithPen, now: number): Promise<void> {
  for (const { deleted, id } of await shelf.cards())
    if (deleted !== undefined && now - deleted > KEPT_DAYS * DAY) await free(id, () => shelf.purge(id))
}

/** Makes room in the browser, in idle time. What cannot be done now is done another time. */
export async function tidy({ engine, shelf }: Session): Promise<void> {
  try {
    await askToLast()
    await purgeOld(shelf, withPen, Date.now())
    await sweepFiles(engine, shelf, Date.now())
  } catch (error) {
    console.warn('Trainyard could not tidy up what is no longer needed.', error)
  }
}
