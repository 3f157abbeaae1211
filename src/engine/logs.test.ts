import { expect, test } from 'vitest'
import type { Kept } from '../core/context'
import { Logs, type LogShelf } from './logs'

/** A shelf whose writes end when they are let. */
function shelfOf(texts = new Map<string, string>()) {
  const writes: (() => void)[] = []
  const shelf: LogShelf = {
    load: () => Promise.resolve([...texts]),
    save: (key, text) =>
      new Promise((resolve) => {
        writes.push(() => {
          texts.set(key, text)
          resolve()
        })
      }),
    remove: (key) => Promise.resolve(void texts.delete(key)),
  }
  return { shelf, texts, writes }
}
const kept = (text: string, state: unknown = null): Kept => ({ text, state, views: {} })

test('what was kept is found again on another day, odd numbers included', async () => {
  const { shelf, texts, writes } = shelfOf()
  const logs = new Logs(shelf)
  const state = { mean: Number.NaN, loss: -Infinity, point: [-0, 'a', true] }
  logs.put('key', kept('1 of 2 trials', state))
  writes.shift()!()
  await logs.saved()
  texts.set('torn', '{"text": "1 of')
  const later = new Logs(shelf)
  await later.load()
  expect(later.find('key')).toEqual(kept('1 of 2 trials', state))
  expect(later.find('torn')).toBeUndefined()
  expect(later.find('other')).toBeUndefined()
})

test('while one is written the newest waits, and is written last', async () => {
  const { shelf, texts, writes } = shelfOf()
  const logs = new Logs(shelf)
  for (const text of ['1', '2', '3']) logs.put('key', kept(text))
  expect(writes).toHaveLength(1)
  writes.shift()!()
  await Promise.resolve()
  while (writes.length === 0) await Promise.resolve()
  writes.shift()!()
  await logs.saved()
  expect(JSON.parse(texts.get('key')!)).toMatchObject({ text: '3' })
  expect(logs.find('key')?.text).toBe('3')
})

test('the oldest go, and a shelf that is full or broken does no harm', async () => {
  const refuse = () => Promise.reject(new Error('full'))
  const logs = new Logs({ load: refuse, save: refuse, remove: refuse })
  await logs.load()
  for (let i = 0; i < 25; i++) logs.put(`key ${i}`, kept(String(i)))
  await logs.saved()
  expect(logs.find('key 4')).toBeUndefined()
  expect(logs.find('key 5')?.text).toBe('5')
  expect(logs.find('key 24')?.text).toBe('24')
})
