import type { Kept } from '../core/context'
import { isAbort, toFault, type Fault } from '../core/errors'
import type { Table } from '../core/table'
import type { View } from '../core/view'
import { checkPipeline, type Problem } from '../core/pipeline/check'
import { upstream } from '../core/pipeline/graph'
import {
  emptyPipeline,
  findNode,
  nodeTitle,
  wiresInto,
  type Pipeline,
  type StageLookup,
} from '../core/pipeline/pipeline'
import { usesRaw, type StageDescription } from '../core/stage'
import { assemble } from './assemble'
import type { ByteCache } from './byte-cache'
import type { Executor, Job } from './job'
import { nodeKeys } from './keys'
import { jobFor, type NodeInputs } from './node-inputs'
import type { NodeStatus, Statuses } from './protocol'
import type { NodeResult, Output } from './result'
import { begin, runningStatus, show, type Running } from './running'
import { Seen } from './seen'
import { watchedOf, watchersOf } from './watchers'
import { describeLog, describeResult } from './describe-result'
import type { Logs } from './logs'
import type { Trail } from './trail'

interface Options {
  readonly lookup: StageLookup
  readonly cache: ByteCache<NodeResult>
  readonly execute: Executor
  /** How many nodes may run at the same time. */
  readonly slots: number
  readonly onChange?: () => void
  /** What work that was stopped had so far. */
  readonly logs?: Logs
}

/** Runs what is not up to date, in an order in which it can be run, and knows how every node stands. */
export class Coordinator {
  readonly #options: Options
  #pipeline: Pipeline = emptyPipeline()
  #keys: ReadonlyMap<string, string> = new Map()
  #problems: readonly Problem[] = []
  /** The key of the newest result of a node, also when it is stale. */
  readonly #shown = new Map<string, string>()
  readonly #running = new Map<string, Running>()
  readonly #failed = new Map<string, { key: string; fault: Fault }>()
  readonly #seen = new Seen()
  /** Results of the present run, so that the cache cannot lose what is still needed. */
  #held = new Map<string, NodeResult>()
  #wanted: ReadonlySet<string> = new Set()
  /** What nodes are to go on from. */
  readonly #previous = new Map<string, unknown>()
  #finish: (() => void)[] = []

  constructor(options: Options) {
    this.#options = options
  }

  /** The graph as it is now. Work on results that it no longer asks for is stopped, and what left it is not shown. */
  update(pipeline: Pipeline): void {
    this.#pipeline = pipeline
    for (const id of this.#shown.keys()) if (!findNode(pipeline, id)) this.#shown.delete(id)
    this.#problems = checkPipeline(pipeline, this.#options.lookup)
    this.#findKeys()
    this.#step()
  }

  /** Runs everything, or what leads to `targets`; resolves when nothing runs any more. */
  run(targets?: readonly string[]): Promise<void> {
    this.#failed.clear()
    const ids = targets ?? this.#pipeline.nodes.map(({ id }) => id)
    this.#wanted = new Set([...this.#wanted, ...upstream(this.#pipeline, ids)])
    return new Promise((resolve) => {
      this.#finish.push(resolve)
      this.#step()
    })
  }

  stop(): void {
    this.#wanted = new Set()
    for (const { abort } of this.#running.values()) abort.abort()
    this.#step()
  }

  /** Lets a running fit that can end with what it has. */
  finish(id: string): void {
    this.#running.get(id)?.finish.abort()
  }

  /** Runs a node once more, on from what it learned. */
  goOn(id: string): Promise<void> {
    const key = this.#keys.get(id)
    const output = key === undefined ? undefined : Object.values(this.#find(key)?.outputs ?? {})[0]
    if (key !== undefined && output) {
      this.#previous.set(id, output.trail.nodes.at(-1)?.learned)
      this.#options.cache.delete(key)
    }
    return this.run([id])
  }

  /** The newest result of a node, also when it is stale. */
  result(id: string): NodeResult | undefined {
    const key = this.#shown.get(id)
    return key === undefined ? undefined : this.#find(key)
  }

  /** What flows into a node that is up to date, in the order of its wires; undefined while it is not. */
  inputs(id: string): readonly Output[] | undefined {
    if (!this.#isDone(id)) return undefined
    const found = wiresInto(this.#pipeline, id).map(
      ({ from }) => this.#find(this.#keys.get(from.node) ?? '')?.outputs[from.port],
    )
    return found.every((one) => one !== undefined) ? found : undefined
  }

  /** The raw rows that a trail begins with, while they are in memory. */
  raw({ raw }: Trail): Table | undefined {
    const output = this.#find(raw.key)?.outputs[raw.port]
    return output?.kind === 'table' ? output.value : undefined
  }

  /** A view of a node: while it runs and has shown it, what it shows now. */
  view(id: string, view: string): View | undefined {
    const newest = this.#running.get(id)?.views[view] ?? this.#seen.view(id, view)
    return newest ?? (this.#log(id) ?? this.result(id))?.views[view]
  }

  statuses(): Statuses {
    return Object.fromEntries(this.#pipeline.nodes.map(({ id }) => [id, this.#status(id)]))
  }

  /** The keys of the graph, which hang on the ids of results that are there. Work on other keys is stopped. */
  #findKeys(): void {
    this.#keys = nodeKeys(this.#pipeline, this.#options.lookup, (key) => this.#find(key)?.id ?? key)
    for (const [id, key] of this.#keys) if (this.#isDone(id)) this.#shown.set(id, key)
    for (const [id, { key, abort }] of this.#running) if (this.#keys.get(id) !== key) abort.abort()
  }

  #find(key: string): NodeResult | undefined {
    return this.#held.get(key) ?? this.#options.cache.get(key)
  }

  #isDone(id: string): boolean {
    const key = this.#keys.get(id)
    return key !== undefined && (this.#held.has(key) || this.#options.cache.has(key))
  }

  #status(id: string): NodeStatus {
    const key = this.#keys.get(id)
    const result = this.result(id)
    const log = this.#log(id)
    const running = this.#running.get(id)
    const seen = this.#seen.status(id, (of) => [...this.#running.values()].includes(of))
    const shown = {
      ...(result ? describeResult(result) : { warnings: [], outputs: {}, views: [] }),
      ...(log && describeLog(log)),
      ...seen,
    }
    const failed = this.#failed.get(id)
    if (running) return { ...shown, ...runningStatus(running) }
    if ('state' in shown) return shown
    if (failed && failed.key === (key ?? '')) return { ...shown, state: 'error', fault: failed.fault }
    if (this.#isDone(id))
      return {
        ...shown,
        state: shown.warnings.length > 0 || shown.stopped !== undefined ? 'warning' : 'done',
      }
    if (this.#isQueued(id)) return { ...shown, state: 'queued' }
    return { ...shown, state: result ? 'stale' : 'new' }
  }

  /** What a node that has no result yet kept when it was stopped. */
  #log(id: string): Kept | undefined {
    const key = this.#keys.get(id)
    return key === undefined || this.#isDone(id) ? undefined : this.#options.logs?.find(key)
  }

  #isQueued(id: string): boolean {
    return this.#wanted.has(id) && !this.#isDone(id) && !this.#blocked(id)
  }

  /** Whether something that feeds the node has failed. */
  #blocked(id: string): boolean {
    return [...upstream(this.#pipeline, [id])].some(
      (one) => this.#failed.get(one)?.key === (this.#keys.get(one) ?? ''),
    )
  }

  /** Starts what can be started; when nothing runs and nothing can, the run is over. */
  #step(): void {
    for (const id of this.#wanted) {
      if (!findNode(this.#pipeline, id) || this.#running.has(id) || this.#isDone(id) || this.#blocked(id))
        continue
      const problem = this.#problems.find(({ node }) => node === id)
      const key = this.#keys.get(id)
      if (problem || key === undefined) {
        this.#failed.set(id, {
          key: key ?? '',
          fault: { message: problem?.message ?? 'Its input cannot be run.' },
        })
        continue
      }
      if (this.#running.size >= this.#options.slots) continue
      const inputs = this.#inputsOf(id)
      if (inputs) void this.#start(id, key, inputs)
    }
    if (this.#running.size === 0) this.#end()
    this.#options.onChange?.()
  }

  #end(): void {
    this.#wanted = new Set()
    this.#held = new Map()
    this.#seen.clear()
    for (const finish of this.#finish.splice(0)) finish()
  }

  /** The results that feed a node, or undefined while one is not there yet, raw rows included. */
  #inputsOf(id: string): NodeInputs | undefined {
    const inputs: Record<string, NodeInputs[string]> = {}
    const stage = this.#options.lookup(findNode(this.#pipeline, id)!.stage)!
    for (const { from, to } of wiresInto(this.#pipeline, id)) {
      const key = this.#keys.get(from.node)
      const output = key === undefined ? undefined : this.#find(key)?.outputs[from.port]
      if (!output) return undefined
      if (usesRaw(stage) && !this.#find(output.trail.raw.key)) return undefined
      inputs[to.port] = output
    }
    return inputs
  }

  /** The job with those who watch it, who then run too when it is done; without a page nobody does. */
  #watched(job: Job, stage: StageDescription, inputs: NodeInputs): Job {
    const { lookup, onChange } = this.#options
    const watchers = onChange ? watchersOf(this.#pipeline, job.node, lookup, this.#problems) : []
    const watched = watchedOf(watchers, stage, job, inputs, (raw) => this.#find(raw))
    if (!watched) return job
    this.#wanted = new Set([...this.#wanted, ...watched.by.map(({ node }) => node)])
    return { ...job, watched }
  }

  async #start(id: string, key: string, inputs: NodeInputs): Promise<void> {
    const node = findNode(this.#pipeline, id)!
    const stage = this.#options.lookup(node.stage)!
    const running = begin(key)
    this.#running.set(id, running)
    const began = performance.now()
    try {
      const job = {
        ...jobFor(node, stage, this.#pipeline.seed, inputs, (raw) => this.#find(raw)),
        previous: this.#previous.get(id),
        kept: this.#options.logs?.find(key)?.state,
      }
      this.#previous.delete(id)
      const done = await this.#options.execute(
        this.#watched(job, stage, inputs),
        running.abort.signal,
        {
          progress: (fraction, text) => {
            Object.assign(running, { fraction, text })
            this.#options.onChange?.()
          },
          view: (view, data) => {
            show(running, view, data)
            this.#options.onChange?.()
          },
          watched: (watcher, view, data) => {
            this.#seen.see(watcher, running, view, data)
            this.#options.onChange?.()
          },
          keep: (kept) => this.#options.logs?.put(key, kept),
        },
        running.finish.signal,
      )
      running.abort.signal.throwIfAborted()
      const trails = Object.fromEntries(Object.entries(inputs).map(([port, { trail }]) => [port, trail]))
      const title = nodeTitle(node, this.#options.lookup)
      const result = assemble(key, stage, job, done, trails, title, performance.now() - began)
      this.#held.set(key, result)
      this.#options.cache.put(key, result)
      this.#findKeys()
    } catch (error) {
      if (!isAbort(error)) this.#failed.set(id, { key, fault: toFault(error) })
    } finally {
      this.#running.delete(id)
      this.#seen.forget(id)
      this.#step()
    }
  }
}
