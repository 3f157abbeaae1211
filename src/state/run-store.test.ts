import { expect, test, vi } from 'vitest'
import { emptyPipeline } from '../core/pipeline/pipeline'
import type { NodeStatus, Statuses } from '../engine/client'
import { createRunStore } from './run-store'

const status = (state: NodeStatus['state'], more: Partial<NodeStatus> = {}): NodeStatus => ({
  state,
  warnings: [],
  outputs: {},
  views: [],
  ...more,
})

function setUp(run: () => Promise<void>) {
  const listeners = new Set<(statuses: Statuses) => void>()
  const tell = (statuses: Statuses) => listeners.forEach((listener) => listener(statuses))
  const engine = {
    run: vi.fn<() => Promise<void>>(run),
    stop: vi.fn<() => void>(),
    finish: vi.fn<(node: string) => void>(),
    goOn: vi.fn<() => Promise<void>>(run),
    subscribe(listener: (statuses: Statuses) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return { engine, tell, store: createRunStore(engine, () => emptyPipeline()) }
}

test('a run is over when the engine says so, after its last word', async () => {
  let finish: () => void = () => undefined
  const { store, tell } = setUp(() => new Promise((resolve) => (finish = resolve)))
  const run = store.getState().run(['a'])
  expect(store.getState().running).toBe(true)
  tell({ a: status('done') })
  finish()
  await run
  expect(store.getState()).toMatchObject({ running: false, statuses: { a: { state: 'done' } } })
})

test('a run that finds nothing to do ends too, and one at a time is enough', async () => {
  const { engine, store } = setUp(() => Promise.resolve())
  await Promise.all([store.getState().run(), store.getState().run()])
  expect(engine.run).toHaveBeenCalledOnce()
  expect(store.getState().running).toBe(false)
})

test('what kept a run from ending is said, a stop is not', async () => {
  const broken = setUp(() => Promise.reject(new Error('no worker')))
  await broken.store.getState().run()
  expect(broken.store.getState().fault?.message).toBe('no worker')
  const stopped = setUp(() => Promise.reject(new DOMException('stopped', 'AbortError')))
  await stopped.store.getState().run()
  expect(stopped.store.getState().fault).toBeNull()
})

test('a node is gone on with in a run of its own, and ends early when it is told to', async () => {
  const { engine, store } = setUp(() => Promise.resolve())
  const goOn = store.getState().goOn('a')
  expect(store.getState().running).toBe(true)
  store.getState().finish('a')
  await goOn
  expect(engine.goOn).toHaveBeenCalledWith(emptyPipeline(), 'a')
  expect(engine.finish).toHaveBeenCalledWith('a')
  expect(store.getState().running).toBe(false)
})

test('a result remembers the pipeline that it is of, until there is a new one', () => {
  let now = emptyPipeline('first')
  const { engine, tell } = setUp(() => Promise.resolve())
  const store = createRunStore(engine, () => now)
  tell({ a: status('done', { result: 'r' }) })
  now = emptyPipeline('second')
  tell({ a: status('stale', { result: 'r' }) })
  expect(store.getState().made['a']?.name).toBe('first')
  tell({ a: status('done', { result: 's' }) })
  expect(store.getState().made['a']?.name).toBe('second')
})
