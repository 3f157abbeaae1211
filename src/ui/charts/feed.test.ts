import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createFeed, PAUSE_MS } from './feed'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp() {
  const load = vi.fn<(key: string) => Promise<string>>((key) =>
    key === 'bad' ? Promise.reject(new Error(key)) : Promise.resolve(key),
  )
  const shown: string[] = []
  const failed: unknown[] = []
  const feed = createFeed(
    load,
    (value) => shown.push(value),
    (error) => failed.push(error),
  )
  return { feed, load, shown, failed }
}

test('the first comes at once, a burst comes as one, and the last always comes', async () => {
  const { feed, load, shown } = setUp()
  feed.want('0')
  await vi.advanceTimersByTimeAsync(0)
  expect(shown).toEqual(['0'])
  for (let i = 1; i <= 20; i++) {
    feed.want(String(i))
    await vi.advanceTimersByTimeAsync(PAUSE_MS / 10)
  }
  await vi.advanceTimersByTimeAsync(2 * PAUSE_MS)
  expect(shown.at(-1)).toBe('20')
  expect(load.mock.calls.length).toBeLessThanOrEqual(5)
})

test('one that fails does not end it', async () => {
  const { failed, feed, shown } = setUp()
  feed.want('bad')
  await vi.advanceTimersByTimeAsync(PAUSE_MS)
  feed.want('good')
  await vi.advanceTimersByTimeAsync(PAUSE_MS)
  expect(failed).toHaveLength(1)
  expect(shown).toEqual(['good'])
})

test('nothing is shown once it is over', async () => {
  const { feed, shown } = setUp()
  feed.want('a')
  feed.stop()
  feed.want('b')
  await vi.advanceTimersByTimeAsync(PAUSE_MS)
  expect(shown).toEqual([])
})
