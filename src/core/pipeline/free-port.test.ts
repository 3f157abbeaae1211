import { expect, test } from 'vitest'
import { describe } from '../stage'
import { addNode, connect } from './acts'
import { toFreePort } from './free-port'
import { emptyPipeline } from './pipeline'

const base = { version: 1, title: 'Stage', summary: '', kind: 'step', params: {} } as const
const many = { models: { kind: 'model', title: 'model', many: true, atLeast: 2 } } as const
const stages = [
  describe({ ...base, id: 'toy/learn', inputs: {}, outputs: { out: 'model' } }),
  describe({ ...base, id: 'toy/compare', inputs: many, outputs: {} }),
  describe({ ...base, id: 'toy/end', inputs: { in: 'model' }, outputs: {} }),
]
const lookup = (id: string) => stages.find((one) => one.id === id)
const nodes = ['learn', 'learn', 'compare', 'end'].reduce(
  (done, id) => addNode(done, lookup(`toy/${id}`)!, { x: 0, y: 0 }),
  emptyPipeline(),
)
const wire = (from: string, node: string, port: string) => ({
  from: { node: from, port: 'out' },
  to: { node, port },
})

test('a wire to a taken port of an input that takes many comes beside it, and one to another port stays', () => {
  const first = wire('learn', 'compare', 'models-1')
  expect(toFreePort(nodes, first, lookup)).toEqual(first)
  const wired = connect(connect(nodes, first, lookup), wire('learn', 'end', 'in'), lookup)
  expect(toFreePort(wired, wire('learn-2', 'compare', 'models-1'), lookup).to.port).toBe('models-2')
  expect(toFreePort(wired, wire('learn-2', 'end', 'in'), lookup).to.port).toBe('in')
})
