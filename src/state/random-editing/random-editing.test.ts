import * as fake from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { play } from './play'

/** Seeds that failed once, with what was wrong: they are played first. */
const ONCE_FAILED: readonly (readonly [seed: number, wrong: string])[] = []

Object.assign(globalThis, fake)

/** Writes that are on their way. */
const writes = new Set<IDBTransaction>()
const begin = IDBDatabase.prototype.transaction
IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args: Parameters<typeof begin>) {
  const transaction = begin.apply(this, args)
  if (transaction.mode !== 'readwrite') return transaction
  writes.add(transaction)
  for (const end of ['complete', 'abort']) transaction.addEventListener(end, () => writes.delete(transaction))
  return transaction
}

const killWrites = (isLost: () => boolean) => {
  for (const write of writes) if (isLost()) write.abort()
}

/** What is wrong with each of the seeds that fail. */
async function wrongOf(seeds: readonly number[]): Promise<string[]> {
  const wrong: string[] = []
  for (const seed of seeds) {
    Object.assign(globalThis, { indexedDB: new fake.IDBFactory() })
    await play(seed, killWrites).catch((error: unknown) => wrong.push(String(error)))
  }
  return wrong
}

test('seeds that failed once are sound', async () => {
  expect(await wrongOf(ONCE_FAILED.map(([seed]) => seed))).toEqual([])
})

test('after any acts the pipeline is sound, undo and redo are inverses, and what was saved is there', async () => {
  expect(await wrongOf(Array.from({ length: 1000 }, (_, seed) => seed))).toEqual([])
}, 120_000)
