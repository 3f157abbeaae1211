import * as fake from 'fake-indexeddb'
import { openDB } from 'idb'
import { beforeEach, expect, test, vi } from 'vitest'
import { renamePipeline } from '../core/pipeline/acts'
import { emptyPipeline, type Pipeline } from '../core/pipeline/pipeline'
import { browserShelf } from './browser-shelf'
import { record, startHistory } from './history'
import type { Version } from './shelf'

Object.assign(globalThis, fake)
beforeEach(() => void Object.assign(globalThis, { indexedDB: new fake.IDBFactory() }))

const named = (name: string): Pipeline => renamePipeline(emptyPipeline(), name)
const shelfOf = () => browserShelf(() => undefined)

/** The database as it was when there was one pipeline. */
const openOld = (blocking?: () => void) =>
  openDB('trainyard', 1, {
    upgrade: (db) => void db.createObjectStore('work'),
    ...(blocking && { blocking }),
  })

test('the one pipeline of before is found again, with its history', async () => {
  const history = record(startHistory(named('A')), { label: 'Rename', pipeline: named('B') })
  const old = await openOld()
  await old.put('work', { version: 1, ...history }, 'current')
  old.close()
  const shelf = shelfOf()
  const [card, ...more] = await shelf.cards()
  expect([card!.name, more]).toEqual(['B', []])
  expect(await shelf.load(card!.id)).toEqual(history)
  const again = await shelfOf().cards()
  expect(again.map(({ id }) => id)).toEqual([card!.id])
})

test('a tab of the version before gives the database free, and is told', async () => {
  const replaced = vi.fn<() => void>()
  const old = await openOld(() => {
    replaced()
    old.close()
  })
  await expect(shelfOf().cards()).resolves.toEqual([])
  expect(replaced).toHaveBeenCalledOnce()
})

test('pipelines are kept apart, the newest first, and what is deleted comes back until it is purged', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const shelf = shelfOf()
  for (const id of ['a', 'b']) {
    vi.advanceTimersByTime(1)
    await shelf.save(id, startHistory(named(id)))
  }
  vi.useRealTimers()
  expect((await shelf.cards()).map(({ id }) => id)).toEqual(['b', 'a'])
  await shelf.mark('a', 5)
  expect((await shelf.cards())[1]).toMatchObject({ id: 'a', deleted: 5 })
  await shelf.mark('a', null)
  expect((await shelf.cards())[1]).not.toHaveProperty('deleted')
  await shelf.purge('a')
  expect([await shelf.load('a'), (await shelf.cards()).length]).toEqual([undefined, 1])
})

test('over quota a write succeeds and its transaction aborts: that is not saved', async () => {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args: Parameters<IDBObjectStore['put']>
  ) {
    put.mockRestore()
    const request = this.put(...args)
    request.addEventListener('success', () => this.transaction.abort())
    return request
  })
  const shelf = shelfOf()
  await expect(shelf.save('a', startHistory(named('A')))).rejects.toThrow(/abort/i)
  expect(await shelf.load('a')).toBeUndefined()
  await shelf.save('a', startHistory(named('A')))
  expect(await shelf.load('a')).toBeDefined()
})

test('versions are of one pipeline, and go with it', async () => {
  const shelf = shelfOf()
  const version = (of: string, id: string, made: number): Version => ({
    of,
    id,
    made,
    name: id,
    pipeline: named(id),
  })
  for (const one of [version('a', 'x', 1), version('a', 'y', 2), version('ab', 'z', 3)])
    await shelf.saveVersion(one)
  expect((await shelf.versions('a')).map(({ id }) => id)).toEqual(['y', 'x'])
  await shelf.dropVersion(version('a', 'x', 1))
  await shelf.purge('a')
  expect(await shelf.versions('a')).toEqual([])
  expect(await shelf.versions('ab')).toHaveLength(1)
})

test('what cannot be read is put aside', async () => {
  const old = await openOld()
  const broken = { version: 0, at: 0, entries: [{ label: 'Start', pipeline: { name: 'From another time' } }] }
  await old.put('work', broken, 'current')
  old.close()
  const shelf = shelfOf()
  const [card] = await shelf.cards()
  await expect(shelf.load(card!.id)).rejects.toThrow(/not a pipeline file/)
  await shelf.save(card!.id, startHistory(named('New')))
  const db = await openDB('trainyard')
  expect(await db.get('work', `unreadable ${card!.id}`)).toEqual(broken)
})

test('an act writes its own entry and not the whole history again, also after a reload', async () => {
  const shelf = shelfOf()
  const steps = async () => (await openDB('trainyard')).getAllKeys('steps')
  let history = startHistory(named('A'))
  for (const name of ['B', 'C', 'D']) history = record(history, { label: 'Rename', pipeline: named(name) })
  await shelf.save('a', history)
  const loaded = (await shelfOf().load('a'))!
  expect(loaded).toEqual(history)
  const put = vi.spyOn(IDBObjectStore.prototype, 'put')
  const more = record({ ...loaded, at: 1 }, { label: 'Rename', pipeline: named('E') })
  await shelf.save('a', more)
  const written = put.mock.calls.map(([value]) => value as { label?: string })
  put.mockRestore()
  expect(written.filter(({ label }) => label !== undefined)).toEqual([more.entries[2]])
  expect(await shelfOf().load('a')).toEqual(more)
  expect(await steps()).toHaveLength(3)
  await shelf.save('copy', more)
  await shelf.purge('a')
  expect(await shelfOf().load('copy')).toEqual(more)
  await shelf.purge('copy')
  expect(await steps()).toEqual([])
})

test('a history that was kept in one piece is found, and kept in parts from then on', async () => {
  const history = record(startHistory(named('A')), { label: 'Rename', pipeline: named('B') })
  await shelfOf().save('a', startHistory(named('A')))
  const db = await openDB('trainyard')
  await db.put('work', { version: 1, ...history }, 'a')
  const shelf = shelfOf()
  const loaded = (await shelf.load('a'))!
  expect(loaded).toEqual(history)
  await shelf.save('a', loaded)
  expect(await db.get('work', 'a')).not.toHaveProperty('entries')
  expect(await shelfOf().load('a')).toEqual(history)
})
