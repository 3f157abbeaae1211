import type { Engine } from './engine'

/** How long a group of batches should take: often enough to stop, seldom enough to cost nothing. */
const GROUP_MS = 40
/** How long to work before other tasks of this thread, such as messages, get their turn. */
const TURN_MS = 250

/** How many batches make a group, found while it trains. */
export interface Pace {
  batches: number
  /** When other tasks last had their turn: epochs may be far shorter than a turn. */
  turn?: number
}

/**
 * One pass over `order`, in groups of batches.
 * @param pace kept from epoch to epoch
 * @param between called after every group with the share of the epoch that is done; what it throws ends the work
 * @returns the sum over the rows of weight x loss, the same however the groups fall
 */
export async function runEpoch(
  engine: Engine,
  order: Uint32Array,
  batch: number,
  rate: number,
  pace: Pace,
  between: (done: number) => void,
): Promise<number> {
  let sum = 0
  pace.turn ??= performance.now()
  for (let at = 0; at < order.length;) {
    const start = performance.now()
    const end = Math.min(order.length, at + pace.batches * batch)
    sum = await engine.train(order.subarray(at, end), batch, rate, sum)
    const now = performance.now()
    const done = Math.ceil((end - at) / batch)
    const fitting = Math.floor((done * GROUP_MS) / (now - start + 0.01))
    if (done === pace.batches || fitting < pace.batches)
      pace.batches = Math.max(1, Math.min(2 * done, fitting))
    at = end
    if (now - pace.turn > TURN_MS) {
      await new Promise((resolve) => setTimeout(resolve))
      pace.turn = performance.now()
    }
    between(at / order.length)
  }
  return sum
}
