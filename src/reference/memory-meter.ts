import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Smaller arrays are not looked at. */
const SMALL = 4096
/** What was freed is looked for where there may be more than ever before by this share and so many bytes. */
const MORE = 1.1
const STEP = 150_000

const ARRAYS = [
  'ArrayBuffer',
  'Float64Array',
  'Float32Array',
  'Int32Array',
  'Uint32Array',
  'Uint8Array',
  'Int8Array',
] as const

const Buffers = [globalThis.ArrayBuffer, globalThis.SharedArrayBuffer]
const isBuffer = (value: unknown): boolean => Buffers.some((type) => value instanceof type)

/**
 * The most bytes that typed arrays and kernels' memories take at once while `work` runs in this thread, beside what was there
 * before; what nobody holds any more is not counted. It watches the constructors of arrays, so `work` takes longer.
 */
export async function mostBytes(work: () => unknown): Promise<number> {
  const meter = new Meter()
  try {
    const result = await work()
    meter.look()
    // What came of it has to be there until now.
    return result === meter ? 0 : meter.most
  } finally {
    meter.end()
  }
}

class Meter {
  most = 0
  #live = 0
  #since = 0
  readonly #before = arrayBytes()
  readonly #memories: WeakRef<WebAssembly.Memory>[] = []
  readonly #undo: (() => void)[] = []

  constructor() {
    for (const name of ARRAYS) this.#watchArrays(name)
    this.#watchKernels()
  }

  end(): void {
    for (const undo of this.#undo) undo()
  }

  look(): void {
    this.#live = arrayBytes() - this.#before
    this.#since = 0
    this.most = Math.max(this.most, this.#live + this.#kernelBytes())
  }

  #kernelBytes(): number {
    return this.#memories.reduce((sum, one) => sum + (one.deref()?.buffer.byteLength ?? 0), 0)
  }

  #take(bytes: number): void {
    this.#since += bytes
    if (this.#live + this.#since + this.#kernelBytes() > this.most * MORE + STEP) this.look()
  }

  /** Arrays that others are made of, by `map` or `slice`, ask the prototype for their constructor. */
  #watchArrays(name: (typeof ARRAYS)[number]): void {
    const type = globalThis[name] as Float64ArrayConstructor
    const watched: Float64ArrayConstructor = new Proxy(type, {
      construct: (target, given, made) => {
        const array = Reflect.construct(target, given, made === watched ? target : made) as Float64Array
        if (array.byteLength >= SMALL) this.#take(isBuffer(given[0]) ? 0 : array.byteLength)
        return array
      },
    })
    type.prototype.constructor = watched
    Object.assign(globalThis, { [name]: watched })
    this.#undo.push(() => {
      type.prototype.constructor = type
      Object.assign(globalThis, { [name]: type })
    })
  }

  #watchKernels(): void {
    const { Instance, instantiate } = WebAssembly
    const kept = <T extends WebAssembly.Instance>(made: T): T => {
      const { memory } = made.exports
      if (memory instanceof WebAssembly.Memory) this.#memories.push(new WeakRef(memory))
      return made
    }
    Object.assign(WebAssembly, {
      Instance: new Proxy(Instance, {
        construct: (target, given: [WebAssembly.Module, WebAssembly.Imports]) => kept(new target(...given)),
      }),
      instantiate: async (module: WebAssembly.Module, imports: WebAssembly.Imports) =>
        kept(await instantiate(module, imports)),
    })
    this.#undo.push(() => Object.assign(WebAssembly, { Instance, instantiate }))
  }
}

/** The second time finds what the first one was still freeing. */
function arrayBytes(): number {
  collect()
  collect()
  return process.memoryUsage().arrayBuffers
}
