import { isAbort } from '../core/errors'
import type { Backend, Engine } from './engine'

/** Work that the CPU does in this time is not worth starting a GPU for, which takes seconds. */
const WORTH_MS = 10_000
/** How long one backend is measured, at least. */
const MEASURE_MS = 125
/** Batches to a call while it measures: a GPU works ahead, and only the call's end waits for it. */
const GROUP = 8

export interface Work {
  /** Rows to train on, in any order. */
  readonly training: Uint32Array
  readonly batch: number
  readonly epochs: number
}

export interface Choice {
  readonly backend: Backend
  /** Milliseconds for a batch, by backend, of those that were measured. */
  readonly measured: readonly (readonly [Backend, number])[]
}

/** Epochs that a network usually needs before it stops by itself. */
const USUAL_EPOCHS = 50

/**
 * Measures a few batches and takes the fastest backend. The weights that come of it are thrown away.
 * @param gpus to try when the CPU would take long
 */
export async function chooseBackend(
  make: (backend: Backend) => Promise<Engine>,
  { training, batch, epochs }: Work,
  gpus: readonly Backend[],
): Promise<Choice> {
  const order = training.subarray(0, GROUP * batch)
  const own = await measure(make, 'cpu', order, batch)
  const whole = own * Math.ceil(training.length / batch) * Math.min(epochs, USUAL_EPOCHS)
  const measured: [Backend, number][] = [['cpu', own]]
  for (const backend of whole < WORTH_MS ? [] : gpus) {
    try {
      measured.push([backend, await measure(make, backend, order, batch)])
    } catch (error) {
      if (isAbort(error)) throw error
    }
  }
  const [fastest] = measured.toSorted(([, a], [, b]) => a - b)
  return { backend: fastest![0], measured }
}

/** Milliseconds for a batch, after a first call in which programs are compiled. */
async function measure(
  make: (backend: Backend) => Promise<Engine>,
  backend: Backend,
  order: Uint32Array,
  batch: number,
): Promise<number> {
  const engine = await make(backend)
  try {
    await engine.train(order, batch, 1e-6, 0)
    const start = performance.now()
    let batches = 0
    do {
      await engine.train(order, batch, 1e-6, 0)
      batches += Math.ceil(order.length / batch)
    } while (performance.now() - start < MEASURE_MS)
    return (performance.now() - start) / batches
  } finally {
    engine.dispose()
  }
}

/** The GPUs that this browser may have. */
export const possibleGpus = (): Backend[] => [
  ...(typeof navigator !== 'undefined' && 'gpu' in navigator ? (['webgpu'] as const) : []),
  ...(typeof OffscreenCanvas === 'undefined' ? [] : (['webgl'] as const)),
]
