import { expect, test } from 'vitest'
import { describe } from '../stage'
import { checkPipeline } from './check'
import { parsePipeline, pipelineText } from './file'
import { emptyPipeline, type Pipeline } from './pipeline'
import { upgrade } from './upgrade'

const base = { title: 'Stage', summary: '', kind: 'step', params: {} } as const
const stages = [
  describe({ ...base, id: 'toy/learn', version: 1, inputs: {}, outputs: { model: 'model' } }),
  describe({
    ...base,
    id: 'toy/compare',
    version: 3,
    inputs: { models: { kind: 'model', many: true, atLeast: 2 } },
    outputs: {},
    renamed: { 1: { a: 'model_a', b: 'model_b' }, 2: { model_a: 'models-1', model_b: 'models-2' } },
  }),
]
const lookup = (id: string) => stages.find((one) => one.id === id)

const old = (version: number, ports: readonly string[]): Pipeline => {
  const node = (id: string, stage: string, at: number) => ({
    id,
    stage,
    version: at,
    params: { odd: 1 },
    colour: 'red',
    position: { x: 0, y: 0 },
  })
  return {
    ...emptyPipeline(),
    nodes: [
      node('one', 'toy/learn', 1),
      node('two', 'toy/learn', 1),
      node('compare', 'toy/compare', version),
    ],
    wires: ports.map((port, i) => ({
      from: { node: ['one', 'two'][i]!, port: 'model' },
      to: { node: 'compare', port },
    })),
  }
}

test.each([
  ['the first version', 1, ['a', 'b']],
  ['the second', 2, ['model_a', 'model_b']],
])('a file of %s of a stage opens with its wires where they belong, and runs', (_, version, ports) => {
  const file = old(version, ports)
  const opened = parsePipeline(pipelineText(file), lookup)
  expect(opened.wires.map(({ to }) => to.port)).toEqual(['models-1', 'models-2'])
  expect(checkPipeline(opened, lookup)).toEqual([])
  // Nothing else of it changes, what this version does not know included.
  const [one, two, compare] = file.nodes
  expect(opened.nodes).toEqual([one, two, { ...compare, version: 3 }])
  // From then on it is a file of today (law 7).
  expect(pipelineText(parsePipeline(pipelineText(opened), lookup))).toBe(pipelineText(opened))
})

test('what is up to date, newer or unknown stays the same object', () => {
  const today = old(3, ['models-1', 'models-2'])
  expect(upgrade(today, lookup)).toBe(today)
  expect(upgrade(old(4, []), lookup).nodes[2]!.version).toBe(4)
  expect(upgrade(today, () => undefined)).toBe(today)
})
