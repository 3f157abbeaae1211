import { createContext, use, useDeferredValue, useMemo, useState } from 'react'
import type { NodePorts } from '../core/pipeline/node-ports'
import { findNode, type Pipeline, type PipelineNode } from '../core/pipeline/pipeline'
import { whyStale } from '../core/pipeline/why-stale'
import type { StageDescription } from '../core/stage'
import { effectiveOf, graphOf, portsOf } from '../state/derived'
import { useStore, type NodeStatus } from '../state/hooks'
import type { LibraryState } from '../state/library'
import type { KeepingState } from '../state/keeping'
import type { PipelineState } from '../state/pipeline-store'
import type { RunState } from '../state/run-store'
import type { SelectionState } from '../state/selection-store'
import type { ImportState } from '../state/import-store'
import type { Session } from '../state/session'
import type { VersionsState } from '../state/versions'
import { lookupStage } from '../state/stages'

export const SessionContext = createContext<Session | null>(null)

export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('There is no session around this component')
  return session
}

export const usePipeline = <T>(pick: (state: PipelineState) => T): T => useStore(useSession().pipeline, pick)
export const useRun = <T>(pick: (state: RunState) => T): T => useStore(useSession().run, pick)
export const useSelection = <T>(pick: (state: SelectionState) => T): T =>
  useStore(useSession().selection, pick)
export const useImports = <T>(pick: (state: ImportState) => T): T => useStore(useSession().imports, pick)
export const useKeeping = <T>(pick: (state: KeepingState) => T): T => useStore(useSession().keeping, pick)

export const useLibrary = <T>(pick: (state: LibraryState) => T): T => useStore(useSession().library, pick)

export const useVersions = <T>(pick: (state: VersionsState) => T): T => useStore(useSession().versions, pick)

/** The pipeline wherever its nodes stand: nobody who asks for it is drawn again when one is moved. */
export const useGraph = (): Pipeline => usePipeline(({ pipeline }) => graphOf(pipeline))
/** A node wherever it stands. */
export const useNode = (id: string): PipelineNode | undefined =>
  usePipeline(({ pipeline }) => findNode(graphOf(pipeline), id))
export const useStatus = (id: string): NodeStatus | undefined => useRun(({ statuses }) => statuses[id])

/**
 * What panels show of the selection. That of a node that is picked up is shown when it is put down; after a drag in
 * slices of time, so that it moves at once and goes on moving.
 */
export function useShown<T>(pick: (state: SelectionState) => T): T {
  const now = useSelection(pick)
  const held = useSelection((state) => state.held)
  const wasDragged = useDeferredValue(held === 'dragged')
  const waits = held !== null || wasDragged
  const [shown, setShown] = useState(now)
  if (!waits && shown !== now) setShown(now)
  return waits ? shown : now
}

/** The node that the inspector and the results are about: the one that is selected, when it is one. */
export const useFocused = (): string | null =>
  useShown(({ frames, nodes }) => (nodes.length === 1 && frames.length === 0 ? nodes[0]! : null))

export const useStage = (id: string): StageDescription | undefined => {
  const stage = useNode(id)?.stage
  return stage === undefined ? undefined : lookupStage(stage)
}

const NO_PORTS: NodePorts = { inputs: {}, outputs: {} }

export const usePorts = (id: string): NodePorts =>
  usePipeline(({ pipeline }) => portsOf(pipeline).get(id) ?? NO_PORTS)

/** Why what a node shows is out of date, in words; empty where it is not, or where nobody knows. */
export function useWhyStale(id: string): string {
  const isStale = useRun(({ statuses }) => statuses[id]?.state === 'stale')
  const made = useRun((state) => state.made[id])
  const graph = usePipeline(({ pipeline }) => (isStale ? graphOf(pipeline) : undefined))
  return useMemo(
    () => (graph && made ? whyStale(made, effectiveOf(graph), id, lookupStage).join('. ') : ''),
    [graph, made, id],
  )
}

interface Ending {
  readonly canFinish: boolean
  readonly canGoOn: boolean
  /** It was stopped before it came to a result, and goes on from where it was. */
  readonly isKept: boolean
}

/** What can be done about when a node's work ends. */
export function useEnding(id: string): Ending {
  const finishes = useStage(id)?.finishes === true
  const state = useRun(({ statuses }) => statuses[id]?.state)
  const isStopped = useRun(({ statuses }) => statuses[id]?.stopped !== undefined)
  const hasLog = useRun(({ statuses }) => statuses[id]?.kept !== undefined)
  return {
    canFinish: finishes && state === 'running',
    canGoOn: isStopped && state === 'warning',
    isKept: hasLog && (state === 'new' || state === 'stale'),
  }
}
