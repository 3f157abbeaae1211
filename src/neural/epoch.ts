import type { Engine } from './engine'

/** How long a group of batches should take: often enough to stop, seldom enough to cost nothing. */
const GROUP_MS = 40
/** How long to work before other tasks of this thread, such as messages, get their turn. */
const TURN_MS = 250

/**
 * One pass over `order`, in groups of batches.
 * @param between called after every group with the share of the epoch that is done; what it throws ends the work
 * @returns the sum over the rows of weight x loss, the same however the groups fall
 */
export async function runEpoch(
  engine: Engine,
  order: Uint32Array,
  batch: number,
  rate: number,
  between: (done: number) => void,
): Promise<number> {
  let sum = 0
  let batches = 1
  let turn = performance.now()
  for (let at = 0; at < order.length;) {
    const start = performance.now()
    const end = Math.min(order.length, at + batches * batch)
    sum = await engine.train(order.subarray(at, end), batch, rate, sum)
    at = end
    const now = performance.now()
    batches = Math.max(1, Math.min(2 * batches, Math.floor((batches * GROUP_MS) / (now - start + 0.01))))
    if (now - turn > TURN_MS) {
      await new Promise((resolve) => setTimeout(resolve))
      turn = performance.now()
    }
    between(at / order.length)
  }
  return sum
}
