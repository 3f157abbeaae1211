import type { Helpers } from '../core/helper'

/** Milliseconds: no call to a helper takes longer than a fraction of a second. */
const PATIENCE = 15_000

/** Helpers as workers of this worker: when it is ended, so are they. */
export const workerHelpers = (most: number): Helpers => ({
  most,
  patience: PATIENCE,
  start() {
    const worker = new Worker(new URL('./tree-helper.ts', import.meta.url), {
      type: 'module',
      name: 'helper',
    })
    return {
      send: (message, transfer = []) => worker.postMessage(message, [...transfer]),
      listen(heard, lost) {
        worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => heard(data))
        worker.addEventListener('error', lost)
        worker.addEventListener('messageerror', lost)
      },
      end: () => worker.terminate(),
    }
  },
})
