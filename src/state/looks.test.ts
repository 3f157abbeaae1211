import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { emptyPipeline, type Pipeline } from '../core/pipeline/pipeline'
import type { NodeStatus } from '../engine/client'
import type { KeepingState } from './keeping'
import { createLooks } from './looks'
import type { RunState } from './run-store'
import type { Looks } from './shelf'

const wired: Pipeline = {
  ...emptyPipeline(),
  wires: [{ from: { node: 'learner', port: 'model' }, to: { node: 'evaluate', port: 'model' } }],
}
const judged = (result: string, more: Partial<NodeStatus> = {}): NodeStatus => ({
  state: 'done',
  warnings: [],
  outputs: {},
  views: [],
  result,
  looked: ['model'],
  ...more,
})

function setUp(kept: Looks = {}) {
  const saved: Looks[] = []
  const keeping = createStore(() => ({ id: '', phase: 'saved' }) as KeepingState)
  const run = createStore(() => ({ statuses: {}, made: {} }) as RunState)
  const shelf = {
    looks: () => Promise.resolve(kept),
    saveLooks: (_: string, looks: Looks) => Promise.resolve(void saved.push(looks)),
  }
  const store = createLooks({ keeping, run, shelf })
  const open = async () => {
    keeping.setState({ id: 'p' })
    await Promise.resolve()
    await Promise.resolve()
  }
  const finish = (status: NodeStatus) =>
    run.setState({ statuses: { evaluate: status }, made: { evaluate: wired } })
  const looks = () => store.getState().looks['learner']?.length ?? 0
  return { finish, keeping, looks, open, saved }
}

test('every different result that judged a model on its test rows is one look, the same again is none', async () => {
  const { finish, looks, open, saved } = setUp({ learner: ['a model'] })
  await open()
  expect(looks()).toBe(1)
  finish(judged('a'))
  expect(looks()).toBe(1)
  finish(judged('b'))
  finish(judged('b'))
  expect(looks()).toBe(2)
  expect(saved).toEqual([{ learner: ['a model', 'b model'] }])
})

test('what still runs, failed, or judged on other rows is no look', async () => {
  const { finish, looks, open } = setUp()
  await open()
  finish(judged('a', { state: 'stale' }))
  finish(judged('b', { state: 'running' }))
  finish(judged('c', { looked: [] }))
  expect(looks()).toBe(0)
})

test('a tab that only reads writes nothing', async () => {
  const { finish, keeping, looks, open, saved } = setUp()
  await open()
  keeping.setState({ phase: 'reading' })
  finish(judged('a'))
  expect([looks(), saved]).toEqual([1, []])
})
