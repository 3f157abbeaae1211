/**
 * What runs in a helper of a fit: functions of the kernel, called by name. It imports nothing, so that any kind of
 * worker can carry it.
 */
export type ToHelper =
  /** The first word. It says `ready`, and from then on listens to the shared memory only. */
  | {
      readonly kind: 'share'
      readonly module: WebAssembly.Module
      readonly memory: WebAssembly.Memory
      /** Where its part of the memory is; see `Desk`. */
      readonly at: number
      readonly functions: readonly string[]
    }
  /** The first word where no memory is shared: a copy of the memory, to go on from. */
  | { readonly kind: 'copy'; readonly module: WebAssembly.Module; readonly bytes: ArrayBuffer }
  /** Calls a function, which answers with a count, and reads as many items from each of these places. */
  | {
      readonly kind: 'call'
      readonly id: number
      readonly name: string
      readonly values: readonly number[]
      readonly reads: readonly { readonly at: number; readonly size: number }[]
    }

export type FromHelper =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly count: number; readonly parts: ArrayBuffer[] }

/** A helper's desk in a shared memory: int32 calls made and calls done, then float64 function, result, arguments. */
export const DESK = { made: 0, done: 1, function: 1, result: 2, values: 3, bytes: 160 } as const
/** How often it looks before it sleeps: longer than the other side needs between two calls, most of the time. */
const LOOKS = 20_000

type Functions = Readonly<Record<string, (...values: number[]) => number>>
type Post = (message: FromHelper, transfer: ArrayBuffer[]) => void

/** @returns what to do with messages */
export function helper(post: Post): (message: ToHelper) => void {
  let functions: Functions = {}
  let memory: WebAssembly.Memory | undefined
  return (message) => {
    if (message.kind === 'share') share(message, post)
    else if (message.kind === 'copy') {
      const { exports } = new WebAssembly.Instance(message.module, {})
      functions = exports as Functions
      memory = (exports as { readonly memory: WebAssembly.Memory }).memory
      const missing = message.bytes.byteLength - memory.buffer.byteLength
      if (missing > 0) memory.grow(missing / 65536)
      new Uint8Array(memory.buffer).set(new Uint8Array(message.bytes))
    } else {
      const { id, name, values, reads } = message
      const count = functions[name]!(...values)
      const parts = reads.map(({ at, size }) => memory!.buffer.slice(at, at + count * size))
      post({ kind: 'answer', id, count, parts }, parts)
    }
  }
}

/** Serves calls for ever: it ends when its worker is ended. */
function share({ module, memory, at, functions }: Extract<ToHelper, { kind: 'share' }>, post: Post): void {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  const calls = functions.map((name) => (exports as Functions)[name]!)
  const turns = new Int32Array(memory.buffer, at, 2)
  const desk = new Float64Array(memory.buffer, at, DESK.bytes / 8)
  post({ kind: 'ready' }, [])
  for (let turn = 0; ; turn++) {
    for (let look = 0; Atomics.load(turns, DESK.made) === turn; look++) {
      if (look > LOOKS) Atomics.wait(turns, DESK.made, turn)
    }
    const call = calls[desk[DESK.function]!]!
    desk[DESK.result] = call(...desk.subarray(DESK.values)) ?? 0
    Atomics.store(turns, DESK.done, turn + 1)
    Atomics.notify(turns, DESK.done)
  }
}
