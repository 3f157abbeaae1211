import type { NodeStatus } from '../engine/client'

/** How long each stage took here for a cell of its input, by stage id: what is to come is estimated by it. */
export type Pace = Readonly<Record<string, number>>

/** Below this, what was measured is mostly the way to the worker and back. */
const LEAST_CELLS = 1000

/** The pace with one more measured run; it follows what is new, and does not forget at once what was. */
export function measured(
  pace: Pace,
  stage: string,
  { milliseconds }: Pick<NodeStatus, 'milliseconds'>,
  cells: number,
): Pace {
  if (milliseconds === undefined || cells < LEAST_CELLS) return pace
  const now = milliseconds / cells
  const before = pace[stage] ?? now
  return { ...pace, [stage]: (before + now) / 2 }
}

const KEY = 'trainyard/pace'

/** What this browser remembers; nothing where it remembers nothing that can be read. */
export function readPace(storage: Pick<Storage, 'getItem'>): Pace {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    const known = Object.entries(kept).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0,
    )
    return Object.fromEntries(known)
  } catch {
    return {}
  }
}

/** A pace that cannot be kept is measured again. */
export function writePace(storage: Pick<Storage, 'setItem'>, pace: Pace): void {
  try {
    storage.setItem(KEY, JSON.stringify(pace))
  } catch {
    return
  }
}
