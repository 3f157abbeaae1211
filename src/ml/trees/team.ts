import type { Helper, Helpers } from '../../core/helper'
import { DESK, type FromHelper, type ToHelper } from './helper'
import { Arena, newKernel, sharedKernel, type Kernel } from './kernel'

/** Functions that several threads may run at once, each on rows of its own. */
const FUNCTIONS = [
  'writeGradients',
  'writeNormalisers',
  'quantise',
  'keepPairs',
  'writeHistogram',
  'partition',
  'partitionList',
  'addSplit',
  'addLeaves',
] as const
type Name = (typeof FUNCTIONS)[number]

/** A function and its arguments; the kernel takes a truth as 1. */
export type Call = readonly [name: Name, ...values: number[]]

/** A helper that did not answer in time, or not at all. */
export class LostHelper extends Error {}

/** The patience with a helper is spent in so many parts: when a laptop wakes up, one part passes at once. */
const PARTS = 3
const LOOKS = 20_000
/** Milliseconds that helpers have to start in; later ones are not waited for. */
const START = 5_000

interface Desk {
  readonly helper: Helper
  readonly turns: Int32Array
  readonly values: Float64Array
  readonly from: Helpers
}

/** A kernel, and the threads that run it on one memory: this one and helpers. */
export class Team {
  readonly kernel: Kernel
  readonly arena: Arena
  readonly #desks: readonly Desk[]

  private constructor(kernel: Kernel, arena: Arena, desks: readonly Desk[]) {
    this.kernel = kernel
    this.arena = arena
    this.#desks = desks
  }

  /** @param wanted how many helpers; there are fewer where they or shared memory cannot be had */
  static async start(wanted: number, helpers: Helpers | undefined): Promise<Team> {
    const count = Math.min(wanted, helpers?.most ?? 0)
    const shared = count > 0 ? await sharedKernel() : undefined
    if (!shared) {
      const kernel = await newKernel()
      return new Team(kernel, new Arena(kernel), [])
    }
    const { kernel, module, memory } = shared
    const arena = new Arena(kernel)
    const desks = Array.from({ length: count }, async (): Promise<Desk | undefined> => {
      const at = arena.take(DESK.bytes)
      const helper = helpers!.start()
      const isReady = await ready(helper, { kind: 'share', module, memory, at, functions: FUNCTIONS })
      if (!isReady) return void helper.end()
      const values = new Float64Array(memory.buffer, at, DESK.bytes / 8)
      return { helper, turns: new Int32Array(memory.buffer, at, 2), values, from: helpers! }
    })
    const started = await Promise.all(desks)
    return new Team(
      kernel,
      arena,
      started.filter((desk) => desk !== undefined),
    )
  }

  /** How many threads there are. */
  get size(): number {
    return this.#desks.length + 1
  }

  /**
   * Runs each call in a thread of its own, at most as many as there are threads.
   * @returns what each of them answers
   * @throws LostHelper
   */
  run(calls: readonly Call[]): number[] {
    const others = calls.slice(1)
    others.forEach((call, k) => give(this.#desks[k]!, call))
    const own = calls.slice(0, 1).map((call) => this.#call(call))
    return [...own, ...others.map((_, k) => take(this.#desks[k]!))]
  }

  /** Runs calls one after the other in this thread: for small ones. */
  alone(calls: readonly Call[]): number[] {
    return calls.map((call) => this.#call(call))
  }

  #call([name, ...values]: Call): number {
    return (this.kernel[name] as (...values: number[]) => number | undefined)(...values) ?? 0
  }

  end(): void {
    for (const { helper } of this.#desks) helper.end()
  }
}

function ready(helper: Helper, first: ToHelper): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), START)
    const settle = (isReady: boolean) => {
      clearTimeout(late)
      resolve(isReady)
    }
    helper.listen(
      (message) => settle((message as FromHelper).kind === 'ready'),
      () => settle(false),
    )
    helper.send(first)
  })
}

function give({ turns, values }: Desk, [name, ...given]: Call): void {
  values[DESK.function] = FUNCTIONS.indexOf(name)
  values.set(given, DESK.values)
  Atomics.add(turns, DESK.made, 1)
  Atomics.notify(turns, DESK.made)
}

function take({ turns, values, from }: Desk): number {
  const turn = Atomics.load(turns, DESK.made)
  const isDone = () => Atomics.load(turns, DESK.done) === turn
  for (let look = 0; look < LOOKS; look++) if (isDone()) return values[DESK.result]!
  for (let part = 0; part < PARTS;) {
    if (isDone()) return values[DESK.result]!
    if (Atomics.wait(turns, DESK.done, turn - 1, from.patience / PARTS) === 'timed-out') part++
  }
  throw new LostHelper('A worker that helped to train trees was lost')
}
