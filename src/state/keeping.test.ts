import { expect, test, vi } from 'vitest'
import { renamePipeline } from '../core/pipeline/acts'
import type { Bell } from './bell'
import { createKeeping } from './keeping'
import { current, startHistory, type History } from './history'
import { createPipelineStore } from './pipeline-store'
import type { Shelf } from './shelf'

/** A shelf of one pipeline whose saves end when the test says so, and a pen that the test hands out. */
function setUp(first?: History) {
  const others = new Map<string, History>()
  const shelf = { kept: first, others, saves: 0, fault: null as Error | null, gate: Promise.resolve() }
  const real: Pick<Shelf, 'load' | 'save'> = {
    load: (id) => Promise.resolve(id === 'one' ? shelf.kept : others.get(id)),
    async save(id, history) {
      shelf.saves++
      await shelf.gate
      if (shelf.fault) throw shelf.fault
      if (id === 'one') shelf.kept = history
      else others.set(id, history)
    },
  }
  let hear: (id: string) => void = () => {}
  let hand: ((writes: boolean) => void) | undefined
  let letGo = () => Promise.resolve()
  const bell: Bell = { ring: vi.fn<() => void>(), listen: (heard) => (hear = heard) }
  const pipelines = createPipelineStore()
  const takeOver = vi.fn<() => void>()
  const putDown = vi.fn<() => void>()
  const keeping = createKeeping(
    pipelines,
    real as Shelf,
    (_, change, saveFirst) => {
      hand = change
      letGo = saveFirst
      return { takeOver, putDown }
    },
    bell,
  )
  void keeping.getState().open('one')
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
    putDown,
    letGo: () => letGo(),
    hear: () => hear('one'),
    hand: async (writes: boolean) => {
      await vi.waitUntil(() => hand)
      hand?.(writes)
    },
  }
}

test('an act is saved, and comes back in the next tab with its history', async () => {
  const one = setUp()
  void one.hand(true)
  await one.phase('saved')
  one.rename('A')
  await one.phase('saved')
  expect(one.bell.ring).toHaveBeenCalledOnce()

  const two = setUp(one.shelf.kept)
  void two.hand(true)
  await two.phase('saved')
  expect(two.pipelines.getState().pipeline.name).toBe('A')
  two.pipelines.getState().undo()
  expect(two.pipelines.getState().pipeline.name).not.toBe('A')
})

test('acts during a save are joined in the next one, and the newest is kept', async () => {
  const { hand, keeping, phase, rename, shelf } = setUp()
  void hand(true)
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
  void hand(true)
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
  void hand(false)
  await phase('reading')
  expect(rename('X')).toBe(false)
  shelf.kept = startHistory(pipelineNamed('B'))
  hear()
  await vi.waitFor(() => expect(pipelines.getState().pipeline.name).toBe('B'))
  keeping.getState().takeOver()
  expect(takeOver).toHaveBeenCalledOnce()
  void hand(true)
  await phase('saved')
  expect(rename('C')).toBe(true)
})

test('acts that are on their way when another tab asks are saved before it takes over', async () => {
  const { hand, letGo, phase, rename, shelf } = setUp()
  void hand(true)
  await phase('saved')
  rename('A')
  rename('B')
  await letGo()
  expect(current(shelf.kept!).name).toBe('B')
  void hand(false)
  await phase('reading')
  expect(shelf.others.size).toBe(0)
})

test('what could not be saved when another tab took over becomes a pipeline of its own, once it can', async () => {
  const { hand, keeping, phase, pipelines, rename, shelf } = setUp(startHistory(pipelineNamed('A')))
  void hand(true)
  await phase('saved')
  shelf.fault = new DOMException('full', 'QuotaExceededError')
  rename('B')
  await phase('failed')
  void hand(false)
  await vi.waitFor(() => expect(pipelines.getState().readOnly).toBe(true))
  expect(pipelines.getState().pipeline.name).toBe('B')
  await expect(keeping.getState().open('two')).rejects.toThrow(/not saved/)
  shelf.fault = null
  await keeping.getState().save()
  await phase('reading')
  expect(keeping.getState().message).toContain('B (from another tab)')
  expect([...shelf.others.values()].map((one) => current(one).name)).toEqual(['B (from another tab)'])
  expect(pipelines.getState().pipeline.name).toBe('A')
})

test('another pipeline is opened in the place of one that is saved first', async () => {
  const { hand, keeping, phase, pipelines, putDown, rename, shelf } = setUp()
  void hand(true)
  await phase('saved')
  rename('A')
  const opened = keeping.getState().open('two')
  await vi.waitFor(() => expect(putDown).toHaveBeenCalledOnce())
  expect(current(shelf.kept!).name).toBe('A')
  void hand(true)
  await opened
  expect(pipelines.getState().pipeline.name).toBe('Untitled pipeline')
  rename('B')
  await phase('saved')
  expect(current(shelf.others.get('two')!).name).toBe('B')
})

test('nothing is written over what could not be read', async () => {
  const { hand, keeping, phase, rename, shelf } = setUp(startHistory(pipelineNamed('A')))
  Object.defineProperty(shelf, 'kept', {
    get: () => {
      throw new Error('It cannot be read.')
    },
  })
  void hand(true)
  await phase('failed')
  expect(keeping.getState().message).toBe('It cannot be read.')
  await vi.waitFor(() => expect(rename('B')).toBe(true))
  await phase('saved')
  expect([...shelf.others.values()].map((one) => current(one).name)).toEqual(['B'])
})

const pipelineNamed = (name: string) => renamePipeline(createPipelineStore().getState().pipeline, name)

test('nothing can be changed before a pipeline is open, and who waits for that goes on once it is', async () => {
  const { hand, keeping, pipelines, rename } = setUp()
  rename('Too early')
  const { opened } = keeping.getState()
  const waited = opened().then(() => rename('In time'))
  void hand(true)
  await waited
  expect(pipelines.getState().pipeline.name).toBe('In time')
  expect(pipelines.getState().history.entries).toHaveLength(2)
  await opened()
})
