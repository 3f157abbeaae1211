import { expect, test, vi } from 'vitest'
import { renamePipeline } from '../core/pipeline/acts'
import { createKeeping, type Bell } from './keeping'
import { current, startHistory, type History } from './history'
import { createPipelineStore } from './pipeline-store'
import type { Shelf } from './shelf'

/** A shelf whose saves end when the test says so, and a pen that the test hands out. */
function setUp(first?: History) {
  const shelf = { kept: first, saves: 0, fault: null as Error | null, gate: Promise.resolve() }
  const real: Shelf = {
    load: () => Promise.resolve(shelf.kept),
    async save(history) {
      shelf.saves++
      await shelf.gate
      if (shelf.fault) throw shelf.fault
      shelf.kept = history
    },
  }
  let hear = () => {}
  let hand: (writes: boolean) => void = () => {}
  const bell: Bell = { ring: vi.fn<() => void>(), listen: (heard) => (hear = heard) }
  const pipelines = createPipelineStore()
  const takeOver = vi.fn<() => void>()
  const keeping = createKeeping(
    pipelines,
    real,
    (change) => {
      hand = change
      return takeOver
    },
    bell,
  )
  const rename = (name: string) =>
    pipelines.getState().act('Rename', (pipeline) => renamePipeline(pipeline, name))
  const phase = (wanted: string) => vi.waitFor(() => expect(keeping.getState().phase).toBe(wanted))
  return {
    shelf,
    keeping,
    pipelines,
    bell,
    rename,
    phase,
    takeOver,
    hear: () => hear(),
    hand: (w: boolean) => hand(w),
  }
}

test('an act is saved, and comes back in the next tab with its history', async () => {
  const one = setUp()
  one.hand(true)
  await one.phase('saved')
  one.rename('A')
  await one.phase('saved')
  expect(one.bell.ring).toHaveBeenCalledOnce()

  const two = setUp(one.shelf.kept)
  two.hand(true)
  await two.phase('saved')
  expect(two.pipelines.getState().pipeline.name).toBe('A')
  two.pipelines.getState().undo()
  expect(two.pipelines.getState().pipeline.name).not.toBe('A')
})

test('acts during a save are joined in the next one, and the newest is kept', async () => {
  const { hand, keeping, phase, rename, shelf } = setUp()
  hand(true)
  await phase('saved')
  let open = () => {}
  shelf.gate = new Promise((resolve) => (open = resolve))
  for (const name of ['A', 'B', 'C']) rename(name)
  expect(keeping.getState().phase).toBe('saving')
  open()
  await phase('saved')
  expect(shelf.saves).toBe(2)
  expect(current(shelf.kept!).name).toBe('C')
})

test('a save that fails is said at once, and can be tried again', async () => {
  const { hand, keeping, phase, rename, shelf } = setUp()
  hand(true)
  await phase('saved')
  shelf.fault = new DOMException('full', 'QuotaExceededError')
  rename('A')
  await phase('failed')
  expect(keeping.getState().message).toBe('The browser has no room left for this site.')
  shelf.fault = null
  await keeping.getState().save()
  expect(keeping.getState().phase).toBe('saved')
})

test('a tab without the pen shows what is kept, follows it, and changes nothing', async () => {
  const { hand, hear, phase, pipelines, rename, shelf, keeping, takeOver } = setUp(
    startHistory(pipelineNamed('A')),
  )
  hand(false)
  await phase('reading')
  expect(rename('X')).toBe(false)
  shelf.kept = startHistory(pipelineNamed('B'))
  hear()
  await vi.waitFor(() => expect(pipelines.getState().pipeline.name).toBe('B'))
  keeping.getState().takeOver()
  expect(takeOver).toHaveBeenCalledOnce()
  hand(true)
  await phase('saved')
  expect(rename('C')).toBe(true)
})

const pipelineNamed = (name: string) => renamePipeline(createPipelineStore().getState().pipeline, name)
