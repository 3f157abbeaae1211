import { openDB, type IDBPDatabase, type IDBPTransaction } from 'idb'
import { parsePipeline } from '../core/pipeline/file'
import { VERSION, type Pipeline } from '../core/pipeline/pipeline'
import { sketchOf } from '../core/pipeline/sketch'
import { upgrade as renewStages } from '../core/pipeline/upgrade'
import { current, type History } from './history'
import { readWork, writeWork } from './kept-work'
import { NAMES, stepsOf, type Shelves, type ShelfNames, type Whole, type Writing } from './shelves'
import { lookupStage } from './stages'
import type { Card, Shelf } from './shelf'

/** The key of the one pipeline that there was before there were several. */
const ONLY = 'current'

type Upgrade = IDBPTransaction<Shelves, ShelfNames, 'versionchange'>

async function upgrade(db: IDBPDatabase<Shelves>, from: number, transaction: Upgrade): Promise<void> {
  if (from < 1) db.createObjectStore('work')
  if (from < 4) db.createObjectStore('steps')
  if (from < 3) db.createObjectStore('looks')
  if (from >= 2) return
  db.createObjectStore('cards', { keyPath: 'id' })
  db.createObjectStore('versions', { keyPath: ['of', 'id'] })
  const work = transaction.objectStore('work')
  const only = await work.get(ONLY)
  if (!only || !('entries' in only)) return
  const id = crypto.randomUUID()
  await work.put(only, id)
  await transaction.objectStore('cards').put(oldCardOf(id, only))
  await work.delete(ONLY)
}

function cardOf(id: string, history: History): Card {
  const pipeline = current(history)
  return { id, name: pipeline.name, changed: Date.now(), sketch: sketchOf(pipeline) }
}

/** A work of another time may be broken: then it is found under a name that says so. */
function oldCardOf(id: string, history: History): Card {
  try {
    return cardOf(id, history)
  } catch {
    return { id, name: 'Unreadable', changed: Date.now(), sketch: { nodes: [], wires: [] } }
  }
}

/** IndexedDB. `onReplaced` is called when a newer version of the page needs the database; this one closed it. */
export function browserShelf(onReplaced: () => void): Shelf {
  let opened: Promise<IDBPDatabase<Shelves>> | undefined
  const open = () =>
    (opened ??= openDB<Shelves>('trainyard', 4, {
      upgrade: (db, from, _, transaction) => upgrade(db, from, transaction),
      blocking: (_, __, event) => {
        if (event.target instanceof IDBDatabase) event.target.close()
        onReplaced()
      },
      terminated: () => (opened = undefined),
    }).catch((error: unknown) => {
      opened = undefined
      throw error
    }))

  /** Over quota `put` succeeds and the transaction aborts: only its end counts. */
  async function write(change: (transaction: Writing) => Promise<unknown>): Promise<void> {
    const transaction = (await open()).transaction([...NAMES], 'readwrite', { durability: 'strict' })
    await Promise.all([change(transaction), transaction.done])
  }

  return {
    async cards() {
      const cards = await (await open()).getAll('cards')
      return cards.sort((a, b) => b.changed - a.changed)
    },
    async load(id) {
      const work = await readWork((await open()).transaction([...NAMES]), id)
      try {
        return work && migrated(work)
      } catch (error) {
        // What cannot be read is put aside, so that nothing is written over it.
        if (work) await write((to) => to.objectStore('work').put(work, `unreadable ${id}`))
        throw error
      }
    },
    save: (id, history) =>
      write((to) =>
        Promise.all([writeWork(to, id, history), to.objectStore('cards').put(cardOf(id, history))]),
      ),
    mark: (id, deleted) =>
      write(async (to) => {
        const card = await to.objectStore('cards').get(id)
        if (!card) return
        const { deleted: _, ...bare } = card
        await to.objectStore('cards').put(deleted === null ? bare : { ...bare, deleted })
      }),
    purge: (id) =>
      write((to) =>
        Promise.all([
          to.objectStore('work').delete(id),
          to.objectStore('steps').delete(stepsOf(id)),
          to.objectStore('cards').delete(id),
          to.objectStore('looks').delete(id),
          to.objectStore('versions').delete(IDBKeyRange.bound([id], [id, []])),
        ]),
      ),
    looks: async (id) => (await (await open()).get('looks', id)) ?? {},
    saveLooks: (id, looks) => write((to) => to.objectStore('looks').put(looks, id)),
    async versions(of) {
      const versions = await (await open()).getAll('versions', IDBKeyRange.bound([of], [of, []]))
      return versions
        .sort((a, b) => b.made - a.made)
        .map((version) => ({ ...version, pipeline: renewStages(version.pipeline, lookupStage) }))
    },
    saveVersion: (version) => write((to) => to.objectStore('versions').put(version)),
    dropVersion: ({ id, of }) => write((to) => to.objectStore('versions').delete([of, id])),
    async *everything() {
      const db = await open()
      for (const key of await db.getAllKeys('work')) {
        const work = await readWork(db.transaction([...NAMES]), key)
        for (const { pipeline } of work?.entries ?? []) yield pipeline
      }
      for (const key of await db.getAllKeys('versions')) {
        const version = await db.get('versions', key)
        if (version) yield version.pipeline
      }
    },
  }
}

/** Pipelines of an older format, or of older stages, go the way of an older file. */
function migrated({ at, entries, version }: Whole): History {
  const renewed = (pipeline: Pipeline) =>
    version === VERSION
      ? renewStages(pipeline, lookupStage)
      : parsePipeline(JSON.stringify(pipeline), lookupStage)
  return {
    at,
    entries: entries.map((entry) => {
      const pipeline = renewed(entry.pipeline)
      return pipeline === entry.pipeline ? entry : { label: entry.label, pipeline }
    }),
  }
}
