import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { parsePipeline } from '../core/pipeline/file'
import { VERSION, type Pipeline } from '../core/pipeline/pipeline'
import { upgrade } from '../core/pipeline/upgrade'
import type { History } from './history'
import { lookupStage } from './stages'

/** The work as it is kept: the pipeline with its whole history, in one record. */
export interface Work extends History {
  /** The version of the pipelines' format. */
  readonly version: number
}

/** Where the work is kept. */
export interface Shelf {
  load(): Promise<History | undefined>
  /** Resolves only when the work is safe. */
  save(history: History): Promise<void>
}

interface Schema extends DBSchema {
  work: { key: string; value: Work }
}

const KEY = 'current'
/** What could not be read is put aside, so that nothing is written over it. */
const UNREADABLE = 'unreadable'

/** IndexedDB. `onReplaced` is called when a newer version of the page needs the database; this one closed it. */
export function browserShelf(onReplaced: () => void): Shelf {
  let opened: Promise<IDBPDatabase<Schema>> | undefined
  const open = () =>
    (opened ??= openDB<Schema>('trainyard', 1, {
      upgrade: (db) => void db.createObjectStore('work'),
      blocking: (_, __, event) => {
        if (event.target instanceof IDBDatabase) event.target.close()
        onReplaced()
      },
      terminated: () => (opened = undefined),
    }))
  return {
    async load() {
      const db = await open()
      const work = await db.get('work', KEY)
      try {
        return work && migrated(work)
      } catch (error) {
        if (work) await db.put('work', work, UNREADABLE)
        throw error
      }
    },
    async save({ at, entries }) {
      const transaction = (await open()).transaction('work', 'readwrite', { durability: 'strict' })
      // Over quota `put` succeeds and the transaction aborts: only its end counts.
      await Promise.all([transaction.store.put({ version: VERSION, at, entries }, KEY), transaction.done])
    },
  }
}

/** Pipelines of an older format, or of older stages, go the way of an older file. */
function migrated({ at, entries, version }: Work): History {
  const renewed = (pipeline: Pipeline) =>
    version === VERSION
      ? upgrade(pipeline, lookupStage)
      : parsePipeline(JSON.stringify(pipeline), lookupStage)
  return { at, entries: entries.map(({ label, pipeline }) => ({ label, pipeline: renewed(pipeline) })) }
}
