import { expect, test, vi } from 'vitest'
import type { Refitted } from '../core/context'
import { table } from '../core/table'
import { fakeWorkers, type FakeWorker } from './fake-worker'
import type { Job } from './job'
import { jobExecutor } from './job-executor'
import { cachedRefits, type RefitExecutor } from './refit-executor'
import { workerPool } from './worker-pool'

const raw = { table: table([]), roles: new Uint8Array(0), key: 'k' }
const job: Job = { node: 'n', stage: 's', params: {}, seed: 0, inputs: {}, raw }
const done = { kind: 'done', result: { kind: 'task', outputs: {}, views: {}, warnings: [] } }
const request = {
  recipe: { cast: { columns: [], decimal: '.', missing: [] }, nodes: [] },
  roles: new Uint8Array(0),
  seed: 1,
}
const answer = { milliseconds: 5 } as Refitted
const quiet = { progress: () => undefined, view: () => undefined }

let stop = new AbortController()

function start(refit: RefitExecutor, finish?: AbortSignal, signal = new AbortController().signal) {
  const { made, spawn } = fakeWorkers()
  const execute = jobExecutor({
    pool: workerPool(1, spawn),
    refit,
    base: Promise.resolve('/'),
    cores: 4,
    filesFor: () => Promise.resolve({}),
  })
  const work = execute(job, signal, quiet, finish)
  return {
    work,
    worker: () =>
      vi.waitFor(() => {
        const [one] = made
        if (!one) throw new Error('not started yet')
        return one
      }),
  }
}

test('what a job wants refitted is done elsewhere, on the rows it was sent or on those it sends', async () => {
  const refit = vi.fn<RefitExecutor>(() => Promise.resolve(answer))
  const { work, worker } = start(refit)
  const one = await worker()
  const other = table([])
  one.say({ kind: 'refit', id: 1, request, rawId: 0, rawKey: 'k' })
  one.say({ kind: 'refit', id: 2, request, rawId: 1, rawKey: undefined, raw: other })
  one.say({ kind: 'refit', id: 3, request, rawId: 1, rawKey: undefined })
  await vi.waitFor(() => expect(one.received.slice(1)).toHaveLength(3))
  expect(refit.mock.calls.map(([{ raw: rows }]) => rows)).toEqual([raw.table, other, other])
  expect(refit.mock.calls[0]![0].raw).toBe(raw.table)
  expect(one.received[1]).toEqual({ kind: 'refitted', id: 1, refitted: answer })
  one.say(done)
  await expect(work).resolves.toMatchObject({ kind: 'task' })
})

test('how far a refit is reaches the job that wants it', async () => {
  let heard: ((fraction?: number) => void) | undefined
  const { work, worker } = start((_request, _key, _signal, alive) => {
    heard = alive
    return Promise.resolve(answer)
  })
  const one = await worker()
  one.say({ kind: 'refit', id: 1, request, rawId: 0, rawKey: 'k' })
  await vi.waitFor(() => expect(one.received[1]).toMatchObject({ kind: 'refitted' }))
  heard!()
  heard!(0.5)
  expect(one.received.slice(2)).toEqual([{ kind: 'refitting', id: 1, fraction: 0.5 }])
  one.say(done)
  await work
})

test('a refit that fails tells the job why', async () => {
  const { worker, work } = start(() => Promise.reject(new Error('no')))
  const one = await worker()
  one.say({ kind: 'refit', id: 1, request, rawId: 0, rawKey: 'k' })
  await vi.waitFor(() => expect(one.received[1]).toMatchObject({ id: 1, fault: { message: 'no' } }))
  one.say(done)
  await work
})

test.each([
  ['fails', (one: FakeWorker) => one.say({ kind: 'failed', fault: { message: 'This is too much.' } })],
  ['is stopped', () => stop.abort()],
])('what a job that %s still wanted refitted is stopped', async (_, end) => {
  stop = new AbortController()
  const refit = vi.fn<RefitExecutor>(() => new Promise(() => {}))
  const { work, worker } = start(refit, undefined, stop.signal)
  const fault = work.catch((error: unknown) => error)
  const one = await worker()
  one.say({ kind: 'refit', id: 1, request, rawId: 0, rawKey: 'k' })
  const [, , signal] = refit.mock.calls[0]!
  expect(signal.aborted).toBe(false)
  end(one)
  expect(await fault).toBeInstanceOf(Error)
  expect(signal.aborted).toBe(true)
})

test('a person who has enough is heard by the worker', async () => {
  const enough = new AbortController()
  const { worker, work } = start(() => Promise.resolve(answer), enough.signal)
  const one = await worker()
  enough.abort()
  expect(one.received[1]).toEqual({ kind: 'finish' })
  one.say(done)
  await work
})

test('the same refit of the same rows is answered from the cache; rows without a key never are', async () => {
  const inner = vi.fn<RefitExecutor>(() => Promise.resolve(answer))
  const refit = cachedRefits(inner)
  const asked = { ...request, raw: raw.table } as const
  const never = new AbortController().signal
  const ask = (more: object, key: string | undefined) =>
    refit({ ...asked, ...more } as never, key, never, () => undefined)
  await ask({}, 'k')
  await ask({}, 'k')
  expect(inner).toHaveBeenCalledTimes(1)
  await ask({ seed: 2 }, 'k')
  await ask({ roles: Uint8Array.of(1) }, 'k')
  await ask({ overrides: { a: { b: 1 } } }, 'k')
  await ask({ say: [2] }, 'k')
  await ask({}, undefined)
  await ask({}, undefined)
  expect(inner).toHaveBeenCalledTimes(7)
})

test('jobs that run at once share the cores', async () => {
  const { made, spawn } = fakeWorkers()
  const execute = jobExecutor({
    pool: workerPool(2, spawn),
    refit: () => Promise.resolve(answer),
    base: Promise.resolve('/'),
    cores: 4,
    filesFor: () => Promise.resolve({}),
  })
  const run = async () => {
    const work = execute(job, new AbortController().signal, quiet)
    await vi.waitFor(() => expect(made.at(-1)?.received).toHaveLength(1))
    return work
  }
  const first = run()
  await vi.waitFor(() => expect(made).toHaveLength(1))
  const second = run()
  await vi.waitFor(() => expect(made).toHaveLength(2))
  expect(made.map(({ received }) => (received[0] as { helpers: number }).helpers)).toEqual([3, 1])
  for (const worker of made) worker.say(done)
  await Promise.all([first, second])
})
