import { expect, test } from 'vitest'
import { flag, integer, number } from '../declare-params'
import { describe as stage } from '../stage'
import { addNode, connect, setParam } from './acts'
import { emptyPipeline, type Pipeline, type StageLookup } from './pipeline'
import { variableBefore } from './variable'

const base = { version: 1, title: 'Stage', summary: '', kind: 'step' } as const
const through = { inputs: { data: 'dataset' }, outputs: { data: 'dataset' } } as const
const stages = [
  stage({ ...base, id: 'toy/source', kind: 'task', params: {}, inputs: {}, outputs: { data: 'table' } }),
  stage({
    ...base,
    id: 'toy/split',
    params: { share: number('Share', 0.2, { min: 0, max: 1 }) },
    inputs: { data: 'table' },
    outputs: { data: 'dataset' },
  }),
  stage({ ...base, ...through, id: 'toy/plain', params: { on: flag('On', true) } }),
  stage({ ...base, ...through, id: 'toy/reduce', params: { count: integer('Count', 5, { min: 1 }) } }),
  stage({
    ...base,
    id: 'toy/learn',
    title: 'Learner',
    params: {
      strength: number('Strength', 1, {
        min: 0,
        tune: { kind: 'float', min: 1e-3, max: 1e2, log: true },
      }),
      share: number('Share', 0.5, { min: 0, max: 1 }),
    },
    inputs: { data: 'dataset' },
    outputs: { model: 'model' },
  }),
  stage({ ...base, id: 'toy/curve', kind: 'task', params: {}, inputs: { model: 'model' }, outputs: {} }),
]
const lookup: StageLookup = (id) => stages.find((one) => one.id === id)

const names = ['source', 'split', 'plain', 'reduce', 'learn', 'curve']
const nodes = names.reduce<Pipeline>(
  (done, name) => addNode(done, lookup(`toy/${name}`)!, { x: 0, y: 0 }, {}, name),
  emptyPipeline('x'),
)
const pipeline = names.slice(1).reduce<Pipeline>((done, name, i) => {
  const [port = ''] = Object.keys(lookup(`toy/${name}`)!.inputs)
  const [out = ''] = Object.keys(lookup(`toy/${names[i]!}`)!.outputs)
  return connect(done, { from: { node: names[i]!, port: out }, to: { node: name, port } }, lookup)
}, nodes)

test('the nearest node comes first; what no fold fits again, and what has no number, does not come', () => {
  const found = variableBefore(pipeline, 'curve', lookup)
  expect(found.map(({ id }) => id)).toEqual(['learn', 'reduce'])
  expect(found[0]!.title).toBe('Learner')
  expect(found[0]!.numbers.map(({ name }) => name)).toEqual(['strength', 'share'])
})

test('values are decades of the usual range, or spread over what is allowed, or around what is set', () => {
  const [learner, reduce] = variableBefore(setParam(pipeline, 'reduce', 'count', 20), 'curve', lookup)
  expect(learner!.numbers.map(({ values }) => values)).toEqual([
    [0.001, 0.01, 0.1, 1, 10, 100],
    [0, 0.2, 0.4, 0.6, 0.8, 1],
  ])
  expect(reduce!.numbers[0]!.values).toEqual([2, 5, 13, 32, 80, 200])
})

test('nothing stands before a node that nothing is wired into', () => {
  expect(variableBefore(nodes, 'curve', lookup)).toEqual([])
})
