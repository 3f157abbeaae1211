import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { UserError } from '../core/errors'
import type { WorkerMessage } from './compute-worker'
import type { Job } from './job'
import { computePool } from './pool'

/** A worker that does what a test tells it to. */
class FakeWorker extends EventTarget {
  static readonly made: FakeWorker[] = []
  ended = false
  readonly received: unknown[] = []

  constructor() {
    super()
    FakeWorker.made.push(this)
  }
  postMessage(message: unknown): void {
    this.received.push(message)
  }
  terminate(): void {
    this.ended = true
  }
  say(data: WorkerMessage): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}

const job: Job = { node: 'n', stage: 's', params: {}, seed: 0, inputs: {} }
const done: WorkerMessage = { kind: 'done', result: { kind: 'task', outputs: {}, views: {}, warnings: [] } }
const quiet = { progress: () => undefined, view: () => undefined }
const settled = () => vi.advanceTimersByTimeAsync(0)

function pool(size = 1) {
  FakeWorker.made.length = 0
  const spawn = () => new FakeWorker() as unknown as Worker
  return computePool({
    size,
    spawn,
    base: Promise.resolve('/'),
    filesFor: () => Promise.resolve({}),
    silence: 1000,
  })
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a job that is done leaves its worker for the next', async () => {
  const execute = pool()
  const [first, second] = [
    execute(job, new AbortController().signal, quiet),
    execute(job, new AbortController().signal, quiet),
  ]
  await settled()
  FakeWorker.made[0]!.say(done)
  await first
  await settled()
  expect(FakeWorker.made[0]!.received).toHaveLength(2)
  FakeWorker.made[0]!.say(done)
  await second
  expect(FakeWorker.made).toHaveLength(1)
})

test('a fault keeps its column, row and cure, and the worker', async () => {
  const work = pool()(job, new AbortController().signal, quiet)
  await settled()
  FakeWorker.made[0]!.say({
    kind: 'failed',
    fault: { message: 'Bad cell.', cure: 'Mend it.', column: 'x', row: 3 },
  })
  await expect(work).rejects.toMatchObject({
    message: 'Bad cell.',
    cure: 'Mend it.',
    place: { column: 'x', row: 3 },
  })
  expect(FakeWorker.made[0]!.ended).toBe(false)
})

test('stopping ends the worker at once and puts a new one in its place', async () => {
  const stop = new AbortController()
  const execute = pool()
  const work = execute(job, stop.signal, quiet)
  await settled()
  stop.abort()
  await expect(work).rejects.toMatchObject({ name: 'AbortError' })
  expect(FakeWorker.made.map(({ ended }) => ended)).toEqual([true, false])
  const next = execute(job, new AbortController().signal, quiet)
  await settled()
  FakeWorker.made[1]!.say(done)
  await expect(next).resolves.toMatchObject({ kind: 'task' })
})

test.each([
  ['dies', (worker: FakeWorker) => worker.dispatchEvent(new Event('error')), /could not go on/],
  ['falls silent', () => vi.advanceTimersByTime(1001), /stopped answering/],
])('a worker that %s is said to be lost, and replaced', async (_, lose, message) => {
  const work = pool()(job, new AbortController().signal, quiet)
  await settled()
  setTimeout(() => lose(FakeWorker.made[0]!))
  const [fault] = await Promise.all([work.catch((error: unknown) => error), settled()])
  expect(fault).toMatchObject({ message: expect.stringMatching(message) as string })
  await expect(work).rejects.toBeInstanceOf(UserError)
  expect(FakeWorker.made.map(({ ended }) => ended)).toEqual([true, false])
})

test('a worker that speaks now and then is not lost', async () => {
  const work = pool()(job, new AbortController().signal, quiet)
  await settled()
  for (let i = 0; i < 5; i++) {
    vi.advanceTimersByTime(900)
    FakeWorker.made[0]!.say({ kind: 'progress', fraction: i / 5, text: '' })
  }
  FakeWorker.made[0]!.say(done)
  await expect(work).resolves.toMatchObject({ kind: 'task' })
})
