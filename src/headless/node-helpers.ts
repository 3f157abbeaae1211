import { Worker } from 'node:worker_threads'
import type { Helpers } from '../core/helper'

const PATIENCE = 15_000

/** Helpers as threads of Node. */
export async function nodeHelpers(most: number): Promise<Helpers> {
  const { default: source } = await import('virtual:tree-helper')
  const program = `import { parentPort } from 'node:worker_threads'
${source}
const hear = helper((message, transfer) => parentPort.postMessage(message, transfer))
parentPort.on('message', hear)`
  return threads(most, new URL(`data:text/javascript,${encodeURIComponent(program)}`))
}

/** Threads that run a program. */
export function threads(most: number, program: URL): Helpers {
  return {
    most,
    patience: PATIENCE,
    start() {
      const worker = new Worker(program)
      worker.unref()
      return {
        send: (message, transfer = []) => worker.postMessage(message, [...transfer]),
        listen(heard, lost) {
          worker.on('message', heard)
          worker.on('error', lost)
          worker.on('messageerror', lost)
          worker.on('exit', lost)
        },
        end: () => void worker.terminate(),
      }
    },
  }
}
