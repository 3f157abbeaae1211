import { afterEach, expect, test, vi } from 'vitest'
import { TEST, TRAIN } from '../core/dataset'
import { RAW } from '../core/lineage'
import { table } from '../core/table'
import type { Job, Watched } from './job'
import { toyStages } from './toy-stages'
import { watching } from './watching'

afterEach(() => void vi.restoreAllMocks())

const column = (name: string) => ({
  kind: 'number' as const,
  role: 'feature' as const,
  name,
  values: Float64Array.of(1, 2, 3),
})
const rows = table([column('x'), column('y')])
const roles = Uint8Array.of(TRAIN, TRAIN, TEST)
const target = { column: 'y', task: 'regression', classes: [], positive: -1 } as const
const job: Job = {
  node: 'mean',
  stage: 'toy/mean',
  params: {},
  seed: 0,
  inputs: { data: { kind: 'rows', flow: { table: rows, target, roles } } },
}
const step = { version: 1, params: {}, learned: null }
const watched: Watched = {
  by: [{ node: 'look', stage: 'toy/look', params: {} }],
  lineage: {
    cast: { columns: [], decimal: '.', missing: [] },
    nodes: [
      { ...step, id: 'split', stage: 'toy/split', inputs: { data: RAW } },
      { ...step, id: 'mean', stage: 'toy/mean', inputs: { data: 'split' } },
    ],
  },
  raw: { table: rows, roles },
}

test('looks seldom enough to cost a tenth of the time, whatever the first look took', async () => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const costs = [500, 40, 40, 40]
  const seen: number[] = []
  const soFar = await watching(job, watched, toyStages, () => {
    now += costs.shift() ?? 0
    seen.push(now)
  })
  for (; now < 1500; now += 10) soFar(() => ({ x: 0, y: 0 }))
  expect(seen).toEqual([500, 640, 1040, 1440])
})

test('asks for what is learned only when it looks', async () => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const soFar = await watching(job, watched, toyStages, () => undefined)
  const learned = vi.fn<() => unknown>(() => ({ x: 0, y: 0 }))
  for (; now < 300; now++) soFar(learned)
  expect(learned).toHaveBeenCalledTimes(3)
})
