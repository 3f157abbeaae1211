import { expect, test } from 'vitest'
import { number } from '../declare-params'
import { rangeWords, STEP_ON, type SearchRange } from '../search'
import { describe } from '../stage'
import { addNode, connect } from './acts'
import { emptyPipeline, findNode, type StageLookup } from './pipeline'
import { unlockParam } from './search-acts'
import { paramTitle, unlockedBefore, unlockUsual, usualBefore } from './search-space'

const C: SearchRange = { kind: 'float', min: 0.01, max: 10, log: true }
const base = { version: 1, summary: '', kind: 'step', params: {} } as const
const stages = [
  describe({
    ...base,
    id: 'toy/scale',
    title: 'Scale',
    params: { by: number('By', 1, { min: 1, max: 9 }) },
    inputs: { data: 'dataset' },
    outputs: { data: 'dataset' },
  }),
  describe({
    ...base,
    id: 'toy/learn',
    title: 'Learn',
    params: { C: number('C', 1, { min: 1e-9, tune: C }) },
    inputs: { data: 'dataset' },
    outputs: { model: 'model' },
  }),
  describe({
    ...base,
    id: 'toy/tune',
    title: 'Tune',
    kind: 'wrapper',
    searches: 'parameters',
    params: { trials: number('Trials', 9, { min: 1, max: 99 }) },
    inputs: { model: 'model' },
    outputs: { model: 'model' },
  }),
]
const lookup: StageLookup = (id) => stages.find((one) => one.id === id)
const model = (from: string, to: string) => ({
  from: { node: from, port: 'model' },
  to: { node: to, port: 'model' },
})
const [scale, learn, tune] = stages
const nodes = [scale!, learn!, tune!, tune!].reduce(
  (done, one) => addNode(done, one, { x: 0, y: 0 }),
  emptyPipeline(),
)
const wires = [
  { from: { node: 'scale', port: 'data' }, to: { node: 'learn', port: 'data' } },
  model('learn', 'tune'),
  model('tune', 'tune-2'),
]
const pipeline = wires.reduce((done, wire) => connect(done, wire, lookup), nodes)

test('a search goes over what is unlocked before it, the nearest first, and not over what another search has', () => {
  const open = [
    ['scale', 'by'],
    ['scale', STEP_ON],
    ['learn', 'C'],
    ['tune', 'trials'],
  ].reduce((done, [id, name]) => unlockParam(done, id!, name!, lookup), pipeline)
  const names = (id: string) =>
    unlockedBefore(open, id, lookup).map(({ node, param }) => `${node.id} ${paramTitle(node, param, lookup)}`)
  expect(names('tune')).toEqual(['learn C', 'scale By', 'scale The whole step'])
  expect(names('tune-2')).toEqual(['tune Trials'])
  expect(unlockedBefore(pipeline, 'tune', lookup)).toEqual([])
})

test('the usual parameters of the nearest node that has some are unlocked at once, over their usual ranges', () => {
  expect(usualBefore(pipeline, 'tune', lookup)?.id).toBe('learn')
  expect(usualBefore(pipeline, 'tune-2', lookup)).toBeUndefined()
  expect(findNode(unlockUsual(pipeline, 'learn', lookup), 'learn')?.search).toEqual({ C })
  expect(unlockUsual(pipeline, 'scale', lookup)).toBe(pipeline)
})

test.each<[SearchRange, string]>([
  [{ kind: 'float', min: 0.0001, max: 1000, log: true }, '0.0001 to 1,000, log'],
  [{ kind: 'int', min: 2, max: 50 }, '2 to 50'],
  [{ kind: 'choice', options: [true, false] }, 'on or off'],
  [{ kind: 'choice', options: ['a', 'b', 'c', 'd'] }, '4 options'],
])('a range is said in a few words: %o', (range, words) => {
  expect(rangeWords(range)).toBe(words)
})
