import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { UserError } from '../core/errors'
import { fakeWorkers, type FakeWorker } from './fake-worker'
import { workerPool, type Task } from './worker-pool'

const task: Task = { message: () => 'work', heard: () => undefined }
const done = { kind: 'done', result: 7 }
const settled = () => vi.advanceTimersByTimeAsync(0)
const never = new AbortController().signal

function pool(size = 1) {
  const { made, spawn } = fakeWorkers()
  return { made, run: workerPool(size, spawn, 1000) }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('workers start when they are needed, and one that is done takes the next task', async () => {
  const { made, run } = pool()
  expect(made).toHaveLength(0)
  const both = [run(task, never), run(task, never)]
  await settled()
  made[0]!.say(done)
  await expect(both[0]).resolves.toBe(7)
  await settled()
  expect(made[0]!.received).toEqual(['work', 'work'])
  made[0]!.say(done)
  await both[1]
  expect(made).toHaveLength(1)
})

test('as many tasks run at once as there are places', async () => {
  const { made, run } = pool(2)
  const all = [run(task, never), run(task, never), run(task, never)]
  await settled()
  expect(made.map(({ received }) => received.length)).toEqual([1, 1])
  made[1]!.say(done)
  await settled()
  expect(made.map(({ received }) => received.length)).toEqual([1, 2])
  made.forEach((worker) => worker.say(done))
  await Promise.all(all)
})

test('a fault keeps its column, row and cure, and the worker', async () => {
  const { made, run } = pool()
  const work = run(task, never)
  await settled()
  made[0]!.say({ kind: 'failed', fault: { message: 'Bad cell.', cure: 'Mend it.', column: 'x', row: 3 } })
  await expect(work).rejects.toMatchObject({
    message: 'Bad cell.',
    cure: 'Mend it.',
    place: { column: 'x', row: 3 },
  })
  expect(made[0]!.ended).toBe(false)
})

test('stopping ends the worker at once, and the next task gets a new one', async () => {
  const stop = new AbortController()
  const { made, run } = pool()
  const work = run(task, stop.signal)
  await settled()
  stop.abort()
  await expect(work).rejects.toMatchObject({ name: 'AbortError' })
  expect(made[0]!.ended).toBe(true)
  const next = run(task, never)
  await settled()
  made[1]!.say(done)
  await expect(next).resolves.toBe(7)
})

test('a task that is stopped before its turn costs no worker', async () => {
  const stop = new AbortController()
  const { made, run } = pool()
  const first = run(task, never)
  const waits = run(task, stop.signal)
  await settled()
  stop.abort()
  made[0]!.say(done)
  await expect(first).resolves.toBe(7)
  await expect(waits).rejects.toMatchObject({ name: 'AbortError' })
  expect(made.map(({ ended }) => ended)).toEqual([false])
})

test.each([
  ['dies', (worker: FakeWorker) => void worker.dispatchEvent(new Event('error')), /could not go on/],
  ['falls silent', () => void vi.advanceTimersByTime(1001), /stopped answering/],
])('a worker that %s is said to be lost, and is not used again', async (_, lose, message) => {
  const { made, run } = pool()
  const work = run(task, never).catch((error: unknown) => error)
  await settled()
  lose(made[0]!)
  const fault = await work
  expect(fault).toBeInstanceOf(UserError)
  expect((fault as UserError).message).toMatch(message)
  expect(made[0]!.ended).toBe(true)
})

test('a worker that speaks now and then, or is known to be well, is not lost', async () => {
  const { made, spawn } = fakeWorkers()
  const heard = vi.fn<Task['heard']>()
  const work = workerPool(1, spawn, 1000)({ message: () => 'work', heard }, never)
  await settled()
  made[0]!.say({ kind: 'progress' })
  for (let i = 0; i < 5; i++) {
    vi.advanceTimersByTime(900)
    heard.mock.lastCall![2]()
  }
  made[0]!.say(done)
  await expect(work).resolves.toBe(7)
})
