import { createStore } from 'zustand/vanilla'
import { isAbort, toFault, type Fault } from '../core/errors'
import type { ParamValues } from '../core/params'
import type { Engine, Imported } from '../engine/client'

/** A file or sample that was read, and the source node that it makes. */
export interface ReadData {
  readonly name: string
  readonly stage: string
  readonly params: ParamValues
  readonly imported: Omit<Imported, 'file'>
}

export type ImportPhase =
  | { readonly is: 'idle' }
  | { readonly is: 'reading'; readonly name: string; readonly fraction: number; readonly text: string }
  | { readonly is: 'read'; readonly data: ReadData }
  | { readonly is: 'failed'; readonly name: string; readonly fault: Fault }

export interface ImportState {
  readonly phase: ImportPhase
  /** Reads a file of the person's; what comes of it is shown by `phase`. */
  readFile(file: File): Promise<void>
  readSample(name: string, title: string): Promise<void>
  /** Reads a file for a node that is there already: nothing is asked, the parameters come back. */
  readFor(file: File): Promise<ParamValues | null>
  cancel(): void
  close(): void
}

const CSV_SOURCE = 'collect/csv'
export const SAMPLE_SOURCE = 'collect/sample'

type Reader = Pick<Engine, 'importFile' | 'importSample'>

export const createImportStore = (engine: Reader) =>
  createStore<ImportState>()((set) => {
    let control = new AbortController()

    async function reading<T>(name: string, read: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
      control.abort()
      const { signal } = (control = new AbortController())
      set({ phase: { is: 'reading', name, fraction: 0, text: 'Opening' } })
      try {
        const result = await read(signal)
        return signal.aborted ? null : result
      } catch (error) {
        if (!signal.aborted)
          set({ phase: isAbort(error) ? { is: 'idle' } : { is: 'failed', name, fault: toFault(error) } })
        return null
      }
    }

    const importFile = (file: File) =>
      reading(file.name, async (signal) => {
        // Progress comes on a way of its own, and may come after the end.
        let isOver = false
        const progress = (fraction: number, text: string) => {
          if (!isOver && !signal.aborted) set({ phase: { is: 'reading', name: file.name, fraction, text } })
        }
        try {
          return await engine.importFile(file, progress, signal)
        } finally {
          isOver = true
        }
      })

    return {
      phase: { is: 'idle' },
      async readFile(file) {
        const imported = await importFile(file)
        if (!imported) return
        set({
          phase: {
            is: 'read',
            data: { name: file.name, stage: CSV_SOURCE, params: imported.params, imported },
          },
        })
      },
      async readSample(name, title) {
        const imported = await reading(title, () => engine.importSample(name))
        if (!imported) return
        set({
          phase: {
            is: 'read',
            data: { name: title, stage: SAMPLE_SOURCE, params: imported.params, imported },
          },
        })
      },
      async readFor(file) {
        const imported = await importFile(file)
        if (imported) set({ phase: { is: 'idle' } })
        return imported?.params ?? null
      },
      cancel() {
        control.abort()
        set({ phase: { is: 'idle' } })
      },
      close: () => set({ phase: { is: 'idle' } }),
    }
  })

export type ImportStore = ReturnType<typeof createImportStore>
