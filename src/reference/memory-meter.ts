import { setImmediate } from 'node:timers/promises'
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
// What is freed is counted at once, not by and by in another thread.
setFlagsFromString('--no-concurrent-array-buffer-sweeping')
// What compiles in another thread holds what the code works on.
setFlagsFromString('--allow-natives-syntax')
const collect = runInNewContext('() => { %FinalizeOptimization(); gc() }') as () => void

/** Smaller arrays are not looked at. */
const SMALL = 4096
/** Each look that finds no more makes the next one wait for so much more, since some work makes and drops an array a thousand times. */
const PATIENCE = 0.01
const MOST_PATIENCE = 0.1

const ARRAYS = [
  'ArrayBuffer',
  'Float64Array',
  'Float32Array',
  'Int32Array',
  'Uint32Array',
  'Uint8Array',
  'Int8Array',
] as const

/**
 * The most bytes that typed arrays and kernels' memories take at once while `work` runs in this thread, beside what was there
 * before; what nobody holds any more is not counted, nor is memory that threads share.
 * Each look at what is there takes a while, so it does not say how much it is from `least` to `enough`.
 * @returns 0 where it is less than `least`
 */
export async function mostBytes(
  work: () => unknown,
  { least, enough }: { readonly least: number; readonly enough: number },
): Promise<number> {
  // What was made in this task is held until it ends.
  await setImmediate()
  const meter = new Meter(least, enough)
  try {
    const result = await work()
    meter.look()
    // What came of it has to be there until now.
    return result === meter ? 0 : meter.most
  } finally {
    meter.end()
  }
}

/** It looks whenever an array is made. */
class Meter {
  most = 0
  readonly #enough: number
  /** It looks where there may be more than this. */
  #from: number
  #patience = 0
  readonly #before: number
  readonly #undo: readonly (() => void)[]

  constructor(least: number, enough: number) {
    this.#from = least
    this.#enough = enough
    collect()
    this.#before = bytesOutside()
    this.#undo = ARRAYS.map((name) => this.#watch(name))
  }

  end(): void {
    for (const undo of this.#undo) undo()
  }

  look(): void {
    if (this.#bytes() <= this.#from * (1 + this.#patience)) return
    collect()
    const bytes = this.#bytes()
    if (bytes > this.#from) {
      this.most = bytes
      this.#from = Math.max(bytes, this.#enough)
    } else this.#patience = Math.min(MOST_PATIENCE, this.#patience + PATIENCE)
  }

  #bytes(): number {
    return bytesOutside() - this.#before
  }

  /** Arrays that others are made of, by `map` or `slice`, ask the prototype for their constructor. */
  #watch(name: (typeof ARRAYS)[number]): () => void {
    const type = globalThis[name] as Float64ArrayConstructor
    const watched: Float64ArrayConstructor = new Proxy(type, {
      construct: (target, given, made) => {
        const array = Reflect.construct(target, given, made === watched ? target : made) as Float64Array
        if (array.byteLength >= SMALL) this.look()
        return array
      },
    })
    type.prototype.constructor = watched
    Object.assign(globalThis, { [name]: watched })
    return () => {
      type.prototype.constructor = type
      Object.assign(globalThis, { [name]: type })
    }
  }
}

/** Of arrays and kernels, with what is not yet taken away. */
const bytesOutside = (): number => getHeapStatistics().external_memory
