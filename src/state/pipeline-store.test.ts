import { expect, test } from 'vitest'
import { renamePipeline, setSeed } from '../core/pipeline/acts'
import { HISTORY_LIMIT, redoable, undoable } from './history'
import { BURST_MS, createPipelineStore } from './pipeline-store'

const rename = (name: string) => (pipeline: Parameters<typeof renamePipeline>[0]) =>
  renamePipeline(pipeline, name)

function timed() {
  let time = 0
  const store = createPipelineStore(() => time)
  return { store, wait: (ms: number) => (time += ms) }
}

test('every act can be undone and redone', () => {
  const { store } = timed()
  store.getState().act('Rename', rename('A'))
  store.getState().act('Set the seed', (pipeline) => setSeed(pipeline, 7))
  expect(undoable(store.getState().history)).toBe('Set the seed')
  store.getState().undo()
  expect(store.getState().pipeline).toMatchObject({ name: 'A', seed: 0 })
  expect(redoable(store.getState().history)).toBe('Set the seed')
  store.getState().undo()
  store.getState().redo()
  store.getState().redo()
  expect(store.getState().pipeline).toMatchObject({ name: 'A', seed: 7 })
})

test('a new act forgets what could be redone', () => {
  const { store } = timed()
  store.getState().act('Rename', rename('A'))
  store.getState().undo()
  store.getState().act('Rename', rename('B'))
  expect(redoable(store.getState().history)).toBeNull()
  expect(store.getState().history.entries).toHaveLength(2)
})

test('what changes nothing is no act', () => {
  const { store } = timed()
  expect(store.getState().act('Rename', rename(store.getState().pipeline.name))).toBe(false)
  expect(undoable(store.getState().history)).toBeNull()
})

test('a burst of typing is one act, a pause or another field begins a new one', () => {
  const { store, wait } = timed()
  for (const name of ['T', 'Te', 'Tel']) {
    store.getState().act('Rename', rename(name), 'name')
    wait(BURST_MS - 1)
  }
  expect(store.getState().history.entries).toHaveLength(2)
  wait(1)
  store.getState().act('Rename', rename('Telco'), 'name')
  expect(store.getState().history.entries).toHaveLength(3)
  store.getState().act('Set the seed', (pipeline) => setSeed(pipeline, 1), 'seed')
  expect(store.getState().history.entries).toHaveLength(4)
})

test('undo ends a burst', () => {
  const { store } = timed()
  store.getState().act('Rename', rename('A'), 'name')
  store.getState().undo()
  store.getState().act('Rename', rename('B'), 'name')
  store.getState().undo()
  expect(store.getState().pipeline.name).not.toBe('A')
})

test('the history has an end, and a read-only tab does nothing', () => {
  const { store } = timed()
  for (let i = 0; i < HISTORY_LIMIT + 20; i++) store.getState().act('Rename', rename(`n${i}`))
  expect(store.getState().history.entries).toHaveLength(HISTORY_LIMIT)
  store.getState().setReadOnly(true)
  expect(store.getState().act('Rename', rename('x'))).toBe(false)
  store.getState().undo()
  expect(store.getState().pipeline.name).toBe(`n${HISTORY_LIMIT + 19}`)
})
