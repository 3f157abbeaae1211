import { expect, test } from 'vitest'
import type { Ports } from '../ports'
import { describe } from '../stage'
import { addNode, connect } from './acts'
import { bypass, canBypass, effective } from './bypass'
import { parsePipeline, pipelineText } from './file'
import { emptyPipeline } from './pipeline'

const stage = (inputs: Ports, outputs: Ports) =>
  describe({
    id: 'x/pass',
    version: 1,
    title: 'Pass',
    summary: '',
    kind: 'step',
    params: {},
    inputs,
    outputs,
  })
const pass = stage({ data: 'table' }, { data: 'table' })
const lookup = () => pass
const wire = (from: string, to: string) => ({
  from: { node: from, port: 'data' },
  to: { node: to, port: 'data' },
})
const chain = ['a', 'b', 'c', 'd'].reduce((done, id, i, ids) => {
  const added = addNode(done, pass, { x: 0, y: 0 }, {}, id)
  return i > 0 ? connect(added, wire(ids[i - 1]!, id), lookup) : added
}, emptyPipeline())

test('what runs goes around bypassed nodes, also around two in a row', () => {
  const without = effective(bypass(chain, ['b', 'c'], true), lookup)
  expect(without.nodes.map(({ id }) => id)).toEqual(['a', 'd'])
  expect(without.wires).toEqual([wire('a', 'd')])
})

test('the node and its wires stay, and it can be used again', () => {
  const bypassed = bypass(chain, ['b'], true)
  expect(bypassed.wires).toBe(chain.wires)
  expect(bypass(bypassed, ['b'], false)).toEqual(chain)
  expect(bypass(bypassed, ['b'], true)).toBe(bypassed)
  expect(effective(chain, lookup)).toBe(chain)
})

test('a file keeps it', () => {
  const bypassed = bypass(chain, ['b'], true)
  expect(parsePipeline(pipelineText(bypassed), lookup)).toEqual(bypassed)
})

test('a source and a learner cannot be gone around, a step and an end can', () => {
  expect(canBypass(pass)).toBe(true)
  expect(canBypass(stage({ model: 'model' }, {}))).toBe(true)
  expect(canBypass(stage({}, { data: 'table' }))).toBe(false)
  expect(canBypass(stage({ data: 'dataset' }, { model: 'model' }))).toBe(false)
})
