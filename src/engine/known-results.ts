import {
  emptyPipeline,
  findNode,
  wiresInto,
  type Pipeline,
  type StageLookup,
} from '../core/pipeline/pipeline'
import { usesRaw } from '../core/stage'
import type { Table } from '../core/table'
import type { ByteCache } from './byte-cache'
import { nodeKeys } from './keys'
import type { NodeInputs } from './node-inputs'
import type { NodeResult, Output } from './result'
import type { Trail } from './trail'

/** The results of a pipeline's nodes that are in memory, found by keys that say which of them are up to date. */
export class KnownResults {
  readonly #lookup: StageLookup
  readonly #cache: ByteCache<NodeResult>
  #pipeline: Pipeline = emptyPipeline()
  #keys: ReadonlyMap<string, string> = new Map()
  /** The key of the newest result of a node, also when it is stale. */
  readonly #shown = new Map<string, string>()
  /** Results of the present run, so that the cache cannot lose what is still needed. */
  #held = new Map<string, NodeResult>()

  constructor(lookup: StageLookup, cache: ByteCache<NodeResult>) {
    this.#lookup = lookup
    this.#cache = cache
  }

  /** The graph as it is now; what left it is not shown. */
  update(pipeline: Pipeline): void {
    this.#pipeline = pipeline
    for (const id of this.#shown.keys()) if (!findNode(pipeline, id)) this.#shown.delete(id)
    this.#findKeys()
  }

  /** Keeps a result, which the rest of the run may need. */
  put(result: NodeResult): void {
    this.#held.set(result.key, result)
    this.#cache.put(result.key, result)
    this.#findKeys()
  }

  delete(key: string): void {
    this.#cache.delete(key)
  }

  /** The run is over: from here on results stay as long as the cache has room. */
  release(): void {
    this.#held = new Map()
  }

  /** The key of a node as it is now; undefined where it cannot be run. */
  key(id: string): string | undefined {
    return this.#keys.get(id)
  }

  find(key: string): NodeResult | undefined {
    return this.#held.get(key) ?? this.#cache.get(key)
  }

  isDone(id: string): boolean {
    const key = this.#keys.get(id)
    return key !== undefined && (this.#held.has(key) || this.#cache.has(key))
  }

  /** The newest result of a node, also when it is stale. */
  newest(id: string): NodeResult | undefined {
    const key = this.#shown.get(id)
    return key === undefined ? undefined : this.find(key)
  }

  /** What flows into a node that is up to date, in the order of its wires; undefined while it is not. */
  inputs(id: string): readonly Output[] | undefined {
    if (!this.isDone(id)) return undefined
    const found = wiresInto(this.#pipeline, id).map(({ from }) => this.#output(from))
    return found.every((one) => one !== undefined) ? found : undefined
  }

  /** The results that feed a node, or undefined while one is not there yet, raw rows included. */
  inputsToRun(id: string): NodeInputs | undefined {
    const inputs: Record<string, Output> = {}
    const stage = this.#lookup(findNode(this.#pipeline, id)!.stage)!
    for (const { from, to } of wiresInto(this.#pipeline, id)) {
      const output = this.#output(from)
      if (!output) return undefined
      if (usesRaw(stage) && !this.find(output.trail.raw.key)) return undefined
      inputs[to.port] = output
    }
    return inputs
  }

  /** The raw rows that a trail begins with, while they are in memory. */
  raw({ raw }: Trail): Table | undefined {
    const output = this.find(raw.key)?.outputs[raw.port]
    return output?.kind === 'table' ? output.value : undefined
  }

  #output({ node, port }: Pipeline['wires'][number]['from']): Output | undefined {
    const key = this.#keys.get(node)
    return key === undefined ? undefined : this.find(key)?.outputs[port]
  }

  /** The keys of the graph, which hang on the ids of results that are there. */
  #findKeys(): void {
    this.#keys = nodeKeys(this.#pipeline, this.#lookup, (key) => this.find(key)?.id ?? key)
    for (const [id, key] of this.#keys) if (this.isDone(id)) this.#shown.set(id, key)
  }
}
