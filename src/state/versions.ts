import { createStore } from 'zustand/vanilla'
import { toFault, type Fault } from '../core/errors'
import type { KeepingStore } from './keeping'
import type { PipelineStore } from './pipeline-store'
import type { Shelf, Version } from './shelf'

export interface VersionsState {
  /** Of the open pipeline, the newest first; null before they are known. */
  readonly versions: readonly Version[] | null
  /** Why they cannot be read, or why the last one was not kept. */
  readonly fault: Fault | null
  refresh(): Promise<void>
  /** Keeps the open pipeline as it is now under a name; false, with a fault, when it could not be. */
  save(name: string): Promise<boolean>
  drop(version: Version): Promise<boolean>
  /** Keeps again what was dropped. */
  bringBack(version: Version): Promise<boolean>
}

interface Parts {
  readonly shelf: Shelf
  readonly keeping: KeepingStore
  readonly pipeline: PipelineStore
  readonly now: () => number
}

/** The named versions of the open pipeline. */
export const createVersions = ({ keeping, now, pipeline, shelf }: Parts) =>
  createStore<VersionsState>()((set) => {
    const tried = async (act: () => Promise<unknown>) => {
      try {
        await act()
        set({ versions: await shelf.versions(keeping.getState().id), fault: null })
        return true
      } catch (error) {
        set({ fault: toFault(error) })
        return false
      }
    }
    keeping.subscribe(({ id }, before) => id !== before.id && set({ versions: null, fault: null }))
    return {
      versions: null,
      fault: null,
      refresh: () => tried(() => Promise.resolve()).then(() => undefined),
      save: (name) =>
        tried(() =>
          shelf.saveVersion({
            id: crypto.randomUUID(),
            of: keeping.getState().id,
            name,
            made: now(),
            pipeline: pipeline.getState().pipeline,
          }),
        ),
      drop: (version) => tried(() => shelf.dropVersion(version)),
      bringBack: (version) => tried(() => shelf.saveVersion(version)),
    }
  })

export type VersionsStore = ReturnType<typeof createVersions>

/** What a new version is called when nothing else is said. */
export const nextName = (versions: readonly Version[]): string => {
  const taken = new Set(versions.map(({ name }) => name))
  let n = versions.length + 1
  while (taken.has(`Version ${n}`)) n++
  return `Version ${n}`
}
