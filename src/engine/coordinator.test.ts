import { expect, test } from 'vitest'
import { addNode, connect, setParam } from '../core/pipeline/acts'
import { emptyPipeline, type Pipeline } from '../core/pipeline/pipeline'
import { ByteCache } from './byte-cache'
import { Coordinator } from './coordinator'
import { execute } from './execute'
import type { Executor, Job } from './job'
import { lookupToy, toyStages } from './toy-stages'
import type { NodeResult } from './result'

const around = {
  stages: toyStages,
  file: () => Promise.reject(new Error('no files')),
  asset: () => Promise.reject(new Error('no assets')),
  predictorSource: () => Promise.resolve(''),
}

/** A coordinator over the toys, and the nodes in the order in which they were run. */
function engine(
  slots = 1,
  cache = new ByteCache<NodeResult>(),
  before?: (job: Job) => Promise<void>,
  onChange?: () => void,
) {
  const ran: string[] = []
  const run: Executor = async (job, signal, progress, finish) => {
    ran.push(job.node)
    await before?.(job)
    return execute(job, signal, progress, around, finish)
  }
  return {
    ran,
    coordinator: new Coordinator({
      lookup: lookupToy,
      cache,
      execute: run,
      slots,
      ...(onChange && { onChange }),
    }),
  }
}

function chain(...ids: string[]): Pipeline {
  return ids.reduce((pipeline, id, i) => {
    const stage = lookupToy(`toy/${id}`)!
    const added = addNode(pipeline, stage, { x: i, y: 0 })
    const before = ids[i - 1]
    if (!before) return added
    const from = { node: before, port: Object.keys(lookupToy(`toy/${before}`)!.outputs)[0]! }
    return connect(added, { from, to: { node: id, port: Object.keys(stage.inputs)[0]! } }, lookupToy)
  }, emptyPipeline())
}

const whole = chain('source', 'split', 'centre', 'mean', 'inspect')
const states = (coordinator: Coordinator) => Object.values(coordinator.statuses()).map(({ state }) => state)

test('runs a graph in order, once', async () => {
  const { coordinator, ran } = engine()
  coordinator.update(whole)
  expect(states(coordinator)).toEqual(['new', 'new', 'new', 'new', 'new'])
  await coordinator.run()
  expect(ran).toEqual(['source', 'split', 'centre', 'mean', 'inspect'])
  expect(states(coordinator)).toEqual(['done', 'done', 'done', 'done', 'warning'])
  await coordinator.run()
  expect(ran).toHaveLength(5)
})

test('a model knows its lineage, its raw rows and what it was made with', async () => {
  const { coordinator } = engine()
  coordinator.update(whole)
  await coordinator.run()
  const model = coordinator.result('mean')!.outputs['model']!
  expect(model.kind === 'model' && model.value.lineage.nodes.map(({ id }) => id)).toEqual([
    'split',
    'centre',
    'mean',
  ])
  expect(model.kind === 'model' && model.value.origin).toEqual({ seed: 0, data: 'abc' })
  expect(coordinator.result('inspect')!.views['Mean']).toMatchObject({ figures: [{ value: 5 }] })
})

test('a wrapper on the canvas keeps its models’ recipe, and what follows sees one model', async () => {
  const { coordinator } = engine()
  const wrapped = chain('source', 'split', 'mean', 'correct', 'inspect')
  coordinator.update(wrapped)
  await coordinator.run()
  const model = coordinator.result('correct')!.outputs['model']!
  const nodes = model.kind === 'model' ? model.value.lineage.nodes : []
  expect(nodes.map(({ id, models }) => [id, models?.['model']?.nodes.map((one) => one.id)])).toEqual([
    ['correct', ['split', 'mean']],
  ])
  expect(coordinator.result('inspect')!.views['Correct']).toMatchObject({ figures: [{ value: 5 }] })
})

test('only what is downstream of a change is stale, and a change taken back finds its results', async () => {
  const { coordinator, ran } = engine()
  coordinator.update(whole)
  await coordinator.run()
  coordinator.update(setParam(whole, 'centre', 'shift', 3))
  expect(states(coordinator)).toEqual(['done', 'done', 'stale', 'stale', 'stale'])
  await coordinator.run()
  expect(ran.slice(5)).toEqual(['centre', 'mean', 'inspect'])
  coordinator.update(whole)
  expect(states(coordinator)).toEqual(['done', 'done', 'done', 'done', 'warning'])
})

test('runs no more than what leads to the target', async () => {
  const { coordinator, ran } = engine()
  coordinator.update(whole)
  await coordinator.run(['centre'])
  expect(ran).toEqual(['source', 'split', 'centre'])
  expect(states(coordinator)).toEqual(['done', 'done', 'done', 'new', 'new'])
})

test('says a fault on its node, with the cure, and leaves the rest as it was', async () => {
  const { coordinator } = engine()
  coordinator.update(setParam(whole, 'source', 'boom', true))
  await coordinator.run()
  const { source, split } = coordinator.statuses()
  expect(source!.fault).toEqual({ message: 'The source is broken.', cure: 'Mend it.', column: 'x', row: 3 })
  expect(split!.state).toBe('new')
})

test('a node without its input says so, and others run', async () => {
  const { coordinator } = engine()
  const lonely = addNode(whole, lookupToy('toy/centre')!, { x: 0, y: 0 })
  coordinator.update(lonely)
  await coordinator.run()
  expect(coordinator.statuses()['centre-2']!.fault!.message).toContain('Nothing is wired into')
  expect(coordinator.statuses()['inspect']!.state).toBe('warning')
})

test('stop ends the work, and what was finished stays', async () => {
  const { coordinator } = engine(1, new ByteCache<NodeResult>(), async ({ node }) => {
    if (node === 'centre') coordinator.stop()
  })
  coordinator.update(whole)
  await coordinator.run()
  expect(states(coordinator)).toEqual(['done', 'done', 'new', 'new', 'new'])
})

test('a change while it runs stops what is no longer asked for and goes on with the new', async () => {
  const { coordinator, ran } = engine(1, new ByteCache<NodeResult>(), async ({ node, params }) => {
    if (node === 'centre' && params['shift'] === 0) coordinator.update(setParam(whole, 'centre', 'shift', 1))
  })
  coordinator.update(whole)
  await coordinator.run()
  expect(ran).toEqual(['source', 'split', 'centre', 'centre', 'mean', 'inspect'])
  expect(coordinator.result('centre')!.key).toBe(coordinator.statuses()['centre']!.result)
})

test('a cache that holds next to nothing still finishes a run', async () => {
  const { coordinator, ran } = engine(2, new ByteCache<NodeResult>(1))
  coordinator.update(whole)
  await coordinator.run()
  expect(ran).toHaveLength(5)
  expect(states(coordinator).at(-1)).toBe('warning')
})

test('what a node shows while it runs can be seen at once', async () => {
  const seen: unknown[] = []
  const { coordinator } = engine(1, new ByteCache<NodeResult>(), undefined, () => {
    const { counter } = coordinator.statuses()
    if (counter?.state === 'running' && counter.views.length > 0)
      seen.push(
        counter.views.map(({ id }) => id),
        coordinator.view('counter', 'count'),
      )
  })
  coordinator.update(chain('source', 'split', 'counter'))
  await coordinator.run()
  expect(seen).toContainEqual(['count'])
  expect(seen).toContainEqual(expect.objectContaining({ title: 'Count' }))
})

test('a fit that can ends with what it has, is marked as stopped, and can be gone on with', async () => {
  let enough = true
  const { coordinator, ran } = engine(1, new ByteCache<NodeResult>(), async ({ node }) => {
    if (node === 'counter' && enough) coordinator.finish(node)
  })
  coordinator.update(chain('source', 'split', 'counter', 'mean', 'inspect'))
  await coordinator.run()
  enough = false
  expect(coordinator.statuses()['counter']).toMatchObject({ state: 'warning', stopped: 'You had enough.' })
  const before = coordinator.statuses()['counter']!.result
  await coordinator.goOn('counter')
  expect(coordinator.statuses()['counter']).toMatchObject({ state: 'done' })
  expect(coordinator.statuses()['counter']!.result).not.toBe(before)
  expect(coordinator.statuses()['mean']!.state).toBe('stale')
  await coordinator.run()
  expect(ran).toEqual(['source', 'split', 'counter', 'mean', 'inspect', 'counter', 'mean', 'inspect'])
})

/** What the look at a learner shows, change by change. */
function watchedStates(blind = false) {
  const shown: (readonly [state: string, value: number | undefined])[] = []
  const told: (string | undefined)[] = []
  const pipeline = setParam(chain('source', 'split', 'centre', 'mean', 'look'), 'look', 'blind', blind)
  const { coordinator, ran } = engine(1, new ByteCache<NodeResult>(), undefined, () => {
    const view = coordinator.view('look', 'said')
    const value = view?.kind === 'figures' ? view.figures[0]!.value : undefined
    const { result, state } = coordinator.statuses()['look']!
    shown.push([state, value])
    if (value !== undefined) told.push(result)
  })
  coordinator.update(pipeline)
  return { coordinator, ran, shown, told }
}

test('a task that watches shows a learner while it learns, and runs when that is done', async () => {
  const { coordinator, ran, shown, told } = watchedStates()
  await coordinator.run(['mean'])
  expect(ran).toEqual(['source', 'split', 'centre', 'mean', 'look'])
  expect(shown).toContainEqual(['running', -4])
  expect(shown.at(-1)).toEqual(['done', 4])
  // Once there is something to see, there is at every change after it.
  expect(
    shown
      .slice(shown.findIndex(([, value]) => value !== undefined))
      .every(([, value]) => value !== undefined),
  ).toBe(true)
  expect(told.every((result) => result !== undefined)).toBe(true)
  expect(coordinator.result('look')!.views['said']).toMatchObject({
    title: 'x; truth 0 2 4 6 8 10 12 14 16 18',
  })
})

test('who cannot watch says so itself, and does not keep the learner from learning', async () => {
  const { coordinator, ran, shown } = watchedStates(true)
  await coordinator.run()
  expect(ran.slice(-2)).toEqual(['mean', 'look'])
  expect(coordinator.statuses()['mean']!.state).toBe('done')
  expect(coordinator.statuses()['look']!.fault).toMatchObject({ message: 'It sees nothing.' })
  expect(shown.every(([, value]) => value === undefined)).toBe(true)
})

test('without a page nobody watches', async () => {
  const { coordinator, ran } = engine()
  coordinator.update(chain('source', 'split', 'mean', 'look'))
  await coordinator.run(['mean'])
  expect(ran).toEqual(['source', 'split', 'mean'])
})
