import type { Kept } from '../core/context'
import { isAbort, toFault, type Fault } from '../core/errors'
import { checkPipeline, type Problem } from '../core/pipeline/check'
import { upstream } from '../core/pipeline/graph'
import {
  emptyPipeline,
  findNode,
  nodeTitle,
  type Pipeline,
  type StageLookup,
} from '../core/pipeline/pipeline'
import type { StageDescription } from '../core/stage'
import type { Table } from '../core/table'
import type { View } from '../core/view'
import { assemble } from './assemble'
import type { ByteCache } from './byte-cache'
import type { Executor, Job } from './job'
import { KnownResults } from './known-results'
import type { Logs } from './logs'
import { jobFor, type NodeInputs } from './node-inputs'
import { nodeStatus } from './node-status'
import type { NodeStatus, Statuses } from './protocol'
import type { NodeResult, Output } from './result'
import { begin, show, type Running } from './running'
import { Seen } from './seen'
import type { Trail } from './trail'
import { watchedOf, watchersOf } from './watchers'

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
  readonly #results: KnownResults
  #pipeline: Pipeline = emptyPipeline()
  #problems: readonly Problem[] = []
  readonly #running = new Map<string, Running>()
  readonly #failed = new Map<string, { key: string; fault: Fault }>()
  readonly #seen = new Seen()
  #wanted: ReadonlySet<string> = new Set()
  /** What nodes are to go on from. */
  readonly #previous = new Map<string, unknown>()
  #finish: (() => void)[] = []

  constructor(options: Options) {
    this.#options = options
    this.#results = new KnownResults(options.lookup, options.cache)
  }

  /** The graph as it is now. Work on results that it no longer asks for is stopped, and what left it is not shown. */
  update(pipeline: Pipeline): void {
    this.#pipeline = pipeline
    this.#problems = checkPipeline(pipeline, this.#options.lookup)
    this.#results.update(pipeline)
    this.#stopUnasked()
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
    const key = this.#results.key(id)
    const output = key === undefined ? undefined : Object.values(this.#results.find(key)?.outputs ?? {})[0]
    if (key !== undefined && output) {
      this.#previous.set(id, output.trail.nodes.at(-1)?.learned)
      this.#results.delete(key)
    }
    return this.run([id])
  }

  /** The newest result of a node, also when it is stale. */
  result(id: string): NodeResult | undefined {
    return this.#results.newest(id)
  }

  /** What flows into a node that is up to date, in the order of its wires; undefined while it is not. */
  inputs(id: string): readonly Output[] | undefined {
    return this.#results.inputs(id)
  }

  /** The raw rows that a trail begins with, while they are in memory. */
  raw(trail: Trail): Table | undefined {
    return this.#results.raw(trail)
  }

  /** A view of a node: while it runs and has shown it, what it shows now. */
  view(id: string, view: string): View | undefined {
    const newest = this.#running.get(id)?.views[view] ?? this.#seen.view(id, view)
    return newest ?? (this.#log(id) ?? this.result(id))?.views[view]
  }

  statuses(): Statuses {
    return Object.fromEntries(this.#pipeline.nodes.map(({ id }) => [id, this.#status(id)]))
  }

  /** Stops work on results that the graph no longer asks for. */
  #stopUnasked(): void {
    for (const [id, { key, abort }] of this.#running) if (this.#results.key(id) !== key) abort.abort()
  }

  #status(id: string): NodeStatus {
    return nodeStatus({
      result: this.result(id),
      log: this.#log(id),
      seen: this.#seen.status(id, (of) => [...this.#running.values()].includes(of)),
      running: this.#running.get(id),
      fault: this.#fault(id),
      isDone: this.#results.isDone(id),
      isQueued: () => this.#wanted.has(id) && !this.#blocked(id),
    })
  }

  /** Why the node as it is now cannot be run. */
  #fault(id: string): Fault | undefined {
    const failed = this.#failed.get(id)
    return failed?.key === (this.#results.key(id) ?? '') ? failed.fault : undefined
  }

  /** What a node that has no result yet kept when it was stopped. */
  #log(id: string): Kept | undefined {
    const key = this.#results.key(id)
    return key === undefined || this.#results.isDone(id) ? undefined : this.#options.logs?.find(key)
  }

  /** Whether something that feeds the node has failed. */
  #blocked(id: string): boolean {
    return [...upstream(this.#pipeline, [id])].some((one) => this.#fault(one) !== undefined)
  }

  /** Whether a wanted node is there, has no result yet, and is not at work. */
  #isDue(id: string): boolean {
    const isThere = findNode(this.#pipeline, id) !== undefined
    return isThere && !this.#running.has(id) && !this.#results.isDone(id) && !this.#blocked(id)
  }

  /** Starts what can be started; when nothing runs and nothing can, the run is over. */
  #step(): void {
    for (const id of this.#wanted) {
      if (!this.#isDue(id)) continue
      const problem = this.#problems.find(({ node }) => node === id)
      const key = this.#results.key(id)
      if (problem || key === undefined) {
        const fault = { message: problem?.message ?? 'Its input cannot be run.' }
        this.#failed.set(id, { key: key ?? '', fault })
        continue
      }
      if (this.#running.size >= this.#options.slots) continue
      const inputs = this.#results.inputsToRun(id)
      if (inputs) void this.#start(id, key, inputs)
    }
    if (this.#running.size === 0) this.#end()
    this.#options.onChange?.()
  }

  #end(): void {
    this.#wanted = new Set()
    this.#results.release()
    this.#seen.clear()
    for (const finish of this.#finish.splice(0)) finish()
  }

  /** The job with those who watch it, who then run too when it is done; without a page nobody does. */
  #watched(job: Job, stage: StageDescription, inputs: NodeInputs): Job {
    const { lookup, onChange } = this.#options
    const watchers = onChange ? watchersOf(this.#pipeline, job.node, lookup, this.#problems) : []
    const watched = watchedOf(watchers, stage, job, inputs, (raw) => this.#results.find(raw))
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
        ...jobFor(node, stage, this.#pipeline.seed, inputs, (raw) => this.#results.find(raw)),
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
      this.#results.put(result)
      this.#stopUnasked()
    } catch (error) {
      if (!isAbort(error)) this.#failed.set(id, { key, fault: toFault(error) })
    } finally {
      this.#running.delete(id)
      this.#seen.forget(id)
      this.#step()
    }
  }
}
