import { createStore } from 'zustand/vanilla'
import { isAbort, toFault, type Fault } from '../core/errors'
import type { Pipeline } from '../core/pipeline/pipeline'
import type { Engine, NodeStatus, Statuses } from '../engine/client'

export interface RunState {
  readonly statuses: Statuses
  /** By node: the pipeline that its newest result is of. */
  readonly made: Readonly<Record<string, Pipeline>>
  readonly running: boolean
  /** The last run was stopped by the person. */
  readonly stopped: boolean
  /** What kept the last run from ending, other than a fault of a node. */
  readonly fault: Fault | null
  /** Everything, or what leads to `targets`. */
  run(targets?: readonly string[]): Promise<void>
  stop(): void
  /** Lets a running fit end with what it has. */
  finish(node: string): void
  /** Goes on with a node that ended early. */
  goOn(node: string): Promise<void>
}

type RunningEngine = Pick<Engine, 'run' | 'stop' | 'finish' | 'goOn' | 'subscribe'>

export function createRunStore(engine: RunningEngine, pipeline: () => Pipeline) {
  const store = createStore<RunState>()((set, get) => {
    async function work(start: () => Promise<void>): Promise<void> {
      if (get().running) return
      set({ running: true, stopped: false, fault: null })
      try {
        await start()
      } catch (error) {
        if (!isAbort(error)) set({ fault: toFault(error) })
      } finally {
        set({ running: false })
      }
    }
    return {
      statuses: {},
      made: {},
      running: false,
      stopped: false,
      fault: null,
      run: (targets) => work(() => engine.run(pipeline(), targets)),
      stop() {
        set({ stopped: true })
        engine.stop()
      },
      finish: (node) => engine.finish(node),
      goOn: (node) => work(() => engine.goOn(pipeline(), node)),
    }
  })
  engine.subscribe((statuses) => {
    const { made, statuses: before } = store.getState()
    const now = pipeline()
    const fresh = Object.entries(statuses).flatMap(([id, status]) =>
      before[id] !== status && isDone(status) ? [[id, now] as const] : [],
    )
    store.setState({
      statuses,
      ...(fresh.length > 0 && { made: { ...made, ...Object.fromEntries(fresh) } }),
    })
  })
  return store
}

export type RunStore = ReturnType<typeof createRunStore>

const isDone = ({ state }: NodeStatus): boolean => state === 'done' || state === 'warning'
