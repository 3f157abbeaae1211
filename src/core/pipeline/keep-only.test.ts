import { expect, test } from 'vitest'
import { describe } from '../stage'
import { addNode, connect } from './acts'
import { keepOnly } from './keep-only'
import { emptyPipeline, type Pipeline } from './pipeline'

const base = { version: 1, title: 'Stage', summary: '', kind: 'step', params: {} } as const
const many = { models: { kind: 'model', title: 'model', many: true, atLeast: 2 } } as const
const stages = [
  describe({ ...base, id: 'toy/data', inputs: {}, outputs: { out: 'dataset' } }),
  describe({ ...base, id: 'toy/scale', inputs: { in: 'dataset' }, outputs: { out: 'dataset' } }),
  describe({ ...base, id: 'toy/learn', inputs: { in: 'dataset' }, outputs: { out: 'model' } }),
  describe({ ...base, id: 'toy/compare', inputs: many, outputs: { out: 'model' } }),
  describe({ ...base, id: 'toy/end', inputs: { in: 'model' }, outputs: {} }),
]
const lookup = (id: string) => stages.find((one) => one.id === id)
const WIRES = [
  ['data', 'learn', 'in'],
  ['data', 'scale', 'in'],
  ['scale', 'learn-2', 'in'],
  ['learn', 'compare', 'models-1'],
  ['learn-2', 'compare', 'models-2'],
  ['compare', 'end', 'in'],
] as const
const build = (wires: readonly (readonly [from: string, to: string, port: string])[]): Pipeline => {
  const nodes = ['data', 'scale', 'learn', 'learn', 'compare', 'end', 'end'].reduce(
    (done, id) => addNode(done, lookup(`toy/${id}`)!, { x: 0, y: 0 }),
    emptyPipeline(),
  )
  return wires.reduce(
    (done, [from, to, port]) =>
      connect(done, { from: { node: from, port: 'out' }, to: { node: to, port } }, lookup),
    nodes,
  )
}
const ends = ({ wires }: Pipeline) => wires.map(({ from, to }) => `${from.node} ${to.node}`)
const ids = ({ nodes }: Pipeline) => nodes.map(({ id }) => id)

test('the model that is kept feeds what was behind the choice, and what led to the others alone goes', () => {
  const kept = keepOnly(build(WIRES), 'compare', 'learn', lookup)
  expect(ids(kept)).toEqual(['data', 'learn', 'end', 'end-2'])
  expect(ends(kept)).toEqual(['data learn', 'learn end'])
  expect(ids(keepOnly(build(WIRES), 'compare', 'learn-2', lookup))).toContain('scale')
})

test('what is used elsewhere stays', () => {
  const looked = build([...WIRES, ['learn-2', 'end-2', 'in']])
  expect(ids(keepOnly(looked, 'compare', 'learn', lookup))).toEqual([
    'data',
    'scale',
    'learn',
    'learn-2',
    'end',
    'end-2',
  ])
})

test('a model that is not there changes nothing', () => {
  const pipeline = build(WIRES)
  expect(keepOnly(pipeline, 'compare', 'scale', lookup)).toBe(pipeline)
})
