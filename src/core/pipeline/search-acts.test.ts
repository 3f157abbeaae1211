import { describe, expect, test } from 'vitest'
import { choice, columns, flag, integer, number } from '../declare-params'
import { STEP_ON, type SearchRange } from '../search'
import { describe as stage } from '../stage'
import { addNode, connect, setParam } from './acts'
import { checkPipeline } from './check'
import { parsePipeline, pipelineText } from './file'
import { emptyPipeline, findNode, type StageLookup } from './pipeline'
import { applyBest, lockParam, replaceStage, unlockParam } from './search-acts'

const base = { version: 1, title: 'Stage', summary: '', kind: 'step' } as const
const stages = [
  stage({ ...base, id: 'toy/source', kind: 'task', params: {}, inputs: {}, outputs: { data: 'table' } }),
  stage({
    ...base,
    id: 'toy/split',
    params: { share: number('Share', 0.2, { min: 0, max: 1 }) },
    inputs: { data: 'table' },
    outputs: { data: 'dataset' },
  }),
  stage({
    ...base,
    id: 'toy/scale',
    params: { how: choice('How', ['a', 'b']), on: flag('On', true), which: columns('Which', { kinds: [] }) },
    inputs: { data: 'dataset' },
    outputs: { data: 'dataset' },
  }),
  stage({
    ...base,
    id: 'toy/learn',
    params: {
      C: number('C', 1, { min: 1e-9 }),
      depth: integer('Depth', 6, { min: 1, max: 30 }),
      trees: integer('Trees', 100, { min: 1, max: 100_000 }),
    },
    inputs: { data: 'dataset' },
    outputs: { model: 'model' },
  }),
]
const lookup: StageLookup = (id) => stages.find((one) => one.id === id)
const at = { x: 0, y: 0 }
const into = (from: string, to: string) => ({
  from: { node: from, port: 'data' },
  to: { node: to, port: 'data' },
})
const pipeline = [into('source', 'split'), into('split', 'scale'), into('scale', 'learn')].reduce(
  (done, wire) => connect(done, wire, lookup),
  stages.reduce((done, one) => addNode(done, one, at), emptyPipeline()),
)
const searchOf = (from: typeof pipeline, id: string) => findNode(from, id)?.search

describe('unlocking a parameter', () => {
  test.each<[string, string, SearchRange]>([
    ['scale', 'how', { kind: 'choice', options: ['a', 'b'] }],
    ['scale', 'on', { kind: 'choice', options: [true, false] }],
    ['scale', STEP_ON, { kind: 'choice', options: [true, false] }],
    ['learn', 'C', { kind: 'float', min: 0.001, max: 1000, log: true }],
    ['learn', 'depth', { kind: 'int', min: 1, max: 30 }],
    ['learn', 'trees', { kind: 'int', min: 10, max: 1000, log: true }],
  ])('proposes a range for %s %s', (id, name, range) => {
    const unlocked = unlockParam(pipeline, id, name, lookup)
    expect(searchOf(unlocked, id)).toEqual({ [name]: range })
    expect(checkPipeline(unlocked, lookup)).toEqual([])
    expect(lockParam(unlocked, id, name)).toEqual(pipeline)
  })

  test.each<[string, string, SearchRange | undefined, RegExp]>([
    ['source', 'x', undefined, /not fitted again/],
    ['split', 'share', undefined, /says who trains/],
    ['learn', STEP_ON, undefined, /cannot be left out/],
    ['learn', 'gone', undefined, /no parameter "gone"/],
    ['scale', 'which', undefined, /neither a number, a choice nor a flag/],
    ['learn', 'C', { kind: 'float', min: 2, max: 1 }, /begins at 2, above its end 1/],
    ['learn', 'C', { kind: 'float', min: 0, max: 1, log: true }, /begin above 0/],
    ['learn', 'C', { kind: 'float', min: 0, max: 1 }, /holds 0, which is below 1e-9/],
    ['learn', 'depth', { kind: 'float', min: 1, max: 2 }, /whole numbers/],
    ['learn', 'depth', { kind: 'int', min: 1, max: 99 }, /holds 99, which is above 30/],
    ['scale', 'how', { kind: 'choice', options: [] }, /no options/],
    ['scale', 'how', { kind: 'choice', options: ['c'] }, /holds c, which is not one of a, b/],
    ['scale', 'how', { kind: 'int', min: 1, max: 2 }, /does not fit/],
  ])('is refused in words: %s %s', (id, name, range, message) => {
    expect(() => unlockParam(pipeline, id, name, lookup, range)).toThrow(message)
  })

  test('adds to what is unlocked already, and another range replaces the first', () => {
    const one = unlockParam(pipeline, 'learn', 'C', lookup)
    const two = unlockParam(one, 'learn', 'depth', lookup)
    const again = unlockParam(two, 'learn', 'C', lookup, { kind: 'float', min: 1, max: 2 })
    expect(searchOf(again, 'learn')).toEqual({
      C: { kind: 'float', min: 1, max: 2 },
      depth: { kind: 'int', min: 1, max: 30 },
    })
    expect(searchOf(lockParam(again, 'learn', 'C'), 'learn')).toEqual({
      depth: { kind: 'int', min: 1, max: 30 },
    })
    expect(lockParam(pipeline, 'learn', 'C')).toBe(pipeline)
  })
})

test('a range that no longer fits keeps the node from running', () => {
  const broken = {
    ...pipeline,
    nodes: pipeline.nodes.map((node) =>
      node.id === 'learn' ? { ...node, search: { C: { kind: 'float', min: 0, max: 1 } as const } } : node,
    ),
  }
  expect(checkPipeline(broken, lookup)).toEqual([
    { node: 'learn', param: 'C', message: 'The search range of C holds 0, which is below 1e-9.' },
  ])
})

test('ranges come back from the file, and broken ones are refused with their place', () => {
  const unlocked = unlockParam(unlockParam(pipeline, 'learn', 'C', lookup), 'scale', STEP_ON, lookup)
  expect(parsePipeline(pipelineText(unlocked), lookup)).toEqual(unlocked)
  const text = pipelineText(unlocked).replace('"kind": "float"', '"kind": "odd"')
  expect(() => parsePipeline(text, lookup)).toThrow(/search/)
})

test('what a search chose is written back to the nodes that are there', () => {
  const best = { scale: { [STEP_ON]: false, how: 'b' }, learn: { C: 3 }, gone: { x: 1 } }
  const applied = applyBest(pipeline, best, lookup)
  expect(applied.nodes.map(({ id }) => id)).toEqual(['source', 'split', 'learn'])
  expect(findNode(applied, 'learn')?.params).toMatchObject({ C: 3 })
  expect(applied.wires).toContainEqual(into('split', 'learn'))
  const kept = applyBest(pipeline, { scale: { [STEP_ON]: true, how: 'b' } }, lookup)
  expect(kept).toEqual(setParam(pipeline, 'scale', 'how', 'b'))
})

test('another stage takes the place of a node, and the wires stay', () => {
  const other = stage({
    ...base,
    id: 'toy/other',
    params: { x: number('X', 1) },
    inputs: { data: 'dataset' },
    outputs: { model: 'model' },
  })
  const replaced = replaceStage(unlockParam(pipeline, 'learn', 'C', lookup), 'learn', other, {})
  expect(findNode(replaced, 'learn')).toEqual({
    ...findNode(pipeline, 'learn'),
    stage: 'toy/other',
    params: { x: 1 },
  })
  expect(replaced.wires).toEqual(pipeline.wires)
})
