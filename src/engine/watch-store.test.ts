import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BEAT, keepAlive, MISSED } from './watch-store'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface One {
  readonly number: number
  answers: boolean
  ended: boolean
}

function setUp() {
  const made: One[] = []
  const onLost = vi.fn<() => void>()
  const alive = keepAlive<One>(() => {
    const one: One = { number: made.length, answers: true, ended: false }
    made.push(one)
    return {
      api: one,
      ping: () => (one.answers ? Promise.resolve() : new Promise<never>(() => {})),
      end: () => (one.ended = true),
    }
  }, onLost)
  return { alive, made, onLost, beats: (n: number) => vi.advanceTimersByTimeAsync(n * BEAT) }
}

test('it is started when it is first needed', async () => {
  const { alive, beats, made } = setUp()
  await beats(3)
  expect([alive.isThere(), made.length]).toEqual([false, 0])
  alive.tell(() => undefined)
  expect([alive.isThere(), made.length]).toEqual([true, 1])
})

test('one that answers lives on, also after it was silent for a while', async () => {
  const { alive, beats, made, onLost } = setUp()
  alive.tell(() => undefined)
  made[0]!.answers = false
  await beats(MISSED - 1)
  made[0]!.answers = true
  await beats(3 * MISSED)
  expect(onLost).not.toHaveBeenCalled()
  await expect(alive.call(({ number }) => Promise.resolve(number))).resolves.toBe(0)
})

test('one that died is replaced, and what was asked of it rejects in words', async () => {
  const { alive, beats, made, onLost } = setUp()
  const work = alive.call(() => new Promise<never>(() => {})).catch((error: unknown) => error)
  made[0]!.answers = false
  await beats(MISSED + 1)
  expect(await work).toMatchObject({ message: expect.stringMatching(/stopped answering.*files are safe/) })
  expect([made.length, made[0]!.ended]).toEqual([2, true])
  expect(onLost).toHaveBeenCalledOnce()
  await expect(alive.call(({ number }) => Promise.resolve(number))).resolves.toBe(1)
})
