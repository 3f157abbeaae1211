import { expect, test, vi } from 'vitest'
import { inferColumns } from '../core/pipeline/infer'
import { emptyPipeline, type Pipeline } from '../core/pipeline/pipeline'
import { describe as stageOf, type StageDescription } from '../core/stage'
import type { NodeStatus } from '../engine/client'
import { estimateRun } from './estimate'
import { measured, readPace, writePace } from './pace'

const toys = vi.hoisted(() => ({ stages: [] as StageDescription[] }))
vi.mock('../stages/descriptions', () => ({
  stages: toys.stages,
  lookupStage: (id: string) => toys.stages.find((stage) => stage.id === id),
}))
const base = { version: 1, title: '', summary: '', kind: 'step', params: {} } as const
const columns = Array.from(
  { length: 10 },
  (_, i) => ({ name: `c${i}`, kind: 'number', role: 'feature' }) as const,
)
const source = {
  ...base,
  id: 'collect/file',
  inputs: {},
  outputs: { table: 'table' },
  infer: () => columns,
} as const
const learner = { ...base, id: 'train/toy', inputs: { data: 'table' }, outputs: { model: 'model' } } as const
toys.stages.push(stageOf(source), stageOf(learner))
const lookup = (id: string) => toys.stages.find((stage) => stage.id === id)

const node = (id: string, stage: string, params = {}) => ({
  id,
  stage,
  version: 1,
  params,
  position: { x: 0, y: 0 },
})
const graph: Pipeline = {
  ...emptyPipeline(),
  nodes: [
    node('file', 'collect/file', { file: { name: 'a', hash: 'h', size: 6_000_000 } }),
    node('fit', 'train/toy'),
  ],
  wires: [{ from: { node: 'file', port: 'table' }, to: { node: 'fit', port: 'data' } }],
}
const inferred = inferColumns(graph, lookup)
const status = (state: NodeStatus['state'], rows: number): NodeStatus => ({
  state,
  warnings: [],
  views: [],
  outputs: { table: { kind: 'table', rows, columns: [] } },
})

test('a file that was never read is judged by its size, and what never ran is said to be unknown', () => {
  const pace = { 'collect/file': 0.001 }
  expect(estimateRun(graph, {}, inferred, pace)).toEqual({ milliseconds: 1000, bytes: 8_000_000, unknown: 1 })
})

test('what is up to date costs nothing, and its rows are known', () => {
  const pace = { 'collect/file': 0.001, 'train/toy': 0.5 }
  const statuses = { file: status('done', 2000) }
  expect(estimateRun(graph, statuses, inferred, pace)).toEqual({ milliseconds: 10_000, bytes: 0, unknown: 0 })
})

test('the pace follows what is measured, and survives a reload', () => {
  const first = measured({}, 'train/toy', { milliseconds: 100 }, 10_000)
  expect(first).toEqual({ 'train/toy': 0.01 })
  expect(measured(first, 'train/toy', { milliseconds: 300 }, 10_000)).toEqual({ 'train/toy': 0.02 })
  expect(measured(first, 'train/toy', { milliseconds: 300 }, 10)).toBe(first)
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  expect(readPace(storage)).toEqual({})
  writePace(storage, first)
  expect(readPace(storage)).toEqual(first)
  for (const key of kept.keys()) kept.set(key, '{"a":"x","b":-1')
  expect(readPace(storage)).toEqual({})
})
