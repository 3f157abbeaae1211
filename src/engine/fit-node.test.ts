import { expect, test, vi } from 'vitest'
import { TRAIN, type Rows } from '../core/dataset'
import type { MemoryNeed } from '../core/memory'
import { describe } from '../core/stage'
import type { StageModule } from '../stages/modules'
import { rowsOf, testContext } from '../stages/shared/testing'
import { fitNode } from './fit-node'

const stage = describe({
  id: 'train/toy',
  version: 1,
  title: 'Toy learner',
  summary: '',
  kind: 'step',
  params: {},
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

function toy(bytes: MemoryNeed) {
  const fit = vi.fn<NonNullable<StageModule['fit']>>(() => ({ learned: 1 }))
  const apply = (_: unknown, rows: Readonly<Record<string, Rows>>) => rows['data']!
  const memory = vi.fn<NonNullable<StageModule['memory']>>(() => bytes)
  return { stage, fit, apply, memory } as StageModule & { fit: typeof fit; memory: typeof memory }
}

const flow = { ...rowsOf({ x: [1, 2, 3] }), roles: new Uint8Array(3).fill(TRAIN) }
const helpers = { most: 3, patience: 0, start: () => expect.unreachable() }

test('memory that cannot be had is said before a fit, with how much it is and what to do', async () => {
  const module = toy(1e15)
  await expect(
    fitNode(module, { data: flow }, {}, { ...testContext(), helpers }, null),
  ).rejects.toMatchObject({
    name: 'UserError',
    message: 'Toy learner on these training rows needs about 1,000,000 GB of memory, which cannot be had.',
    cure: 'Take fewer rows or features, choose another learner, or close other tabs.',
  })
  expect(module.fit).not.toHaveBeenCalled()
  expect(module.memory.mock.calls[0]![2]).toBe(3)
})

test('memory that can be had is not spoken of', async () => {
  const module = toy(2e8)
  const { learned } = await fitNode(module, { data: flow }, {}, testContext(), null)
  expect([learned, module.fit.mock.calls.length]).toEqual([1, 1])
})

test('what takes a while to tell is told only where even more could not be had', async () => {
  const about = vi.fn<() => number>(() => 2e8)
  const roomy = toy({ bound: 4e8, about })
  await fitNode(roomy, { data: flow }, {}, testContext(), null)
  expect([roomy.fit.mock.calls.length, about.mock.calls.length]).toEqual([1, 0])
  const bounded = toy({ bound: 1e15, about })
  await fitNode(bounded, { data: flow }, {}, testContext(), null)
  expect([bounded.fit.mock.calls.length, about.mock.calls.length]).toEqual([1, 1])
  const large = toy({ bound: 1e16, about: () => Promise.resolve(1e15) })
  await expect(fitNode(large, { data: flow }, {}, testContext(), null)).rejects.toThrow('about 1,000,000 GB')
})
