import { expect, test } from 'vitest'
import { choice } from '../declare-params'
import { describe } from '../stage'
import { addNode, connect, disconnect, moveNodes, removeNodes, renameNode, setParam, setSeed } from './acts'
import { emptyPipeline, type Pipeline } from './pipeline'
import { whyStale } from './why-stale'

const stage = describe({
  id: 'x/pass',
  version: 1,
  title: 'Pass',
  summary: '',
  kind: 'step',
  params: { method: choice('Method', ['a', 'b']) },
  inputs: { data: 'table' },
  outputs: { data: 'table' },
})
const lookup = () => stage
const wire = (from: string, to: string) => ({
  from: { node: from, port: 'data' },
  to: { node: to, port: 'data' },
})

/** first > second > third, and `aside` by itself. */
const made = ((): Pipeline => {
  const nodes = ['first', 'second', 'third', 'aside']
  const all = nodes.reduce(
    (done, id) => renameNode(addNode(done, stage, { x: 0, y: 0 }, {}, id), id, id),
    emptyPipeline(),
  )
  return connect(connect(all, wire('first', 'second'), lookup), wire('second', 'third'), lookup)
})()
const why = (now: Pipeline) => whyStale(made, now, 'third', lookup)

test('a parameter upstream is named with its node', () => {
  expect(why(setParam(made, 'first', 'method', 'b'))).toEqual(['first changed: Method'])
})

test('what does not lead to the node, and where it stands, is no reason', () => {
  expect(why(setParam(made, 'aside', 'method', 'b'))).toEqual([])
  expect(why(moveNodes(made, new Map([['first', { x: 9, y: 9 }]])))).toEqual([])
  expect(why(setParam(made, 'first', 'method', 'a'))).toEqual([])
})

test('nodes that came, that went, and wires that moved', () => {
  const put = connect(connect(made, wire('first', 'aside'), lookup), wire('aside', 'second'), lookup)
  expect(why(put)).toEqual(['aside was put before it', 'second is wired to something else'])
  expect(why(removeNodes(made, ['first'], lookup))).toEqual(['first no longer leads to it'])
  expect(why(disconnect(made, [wire('first', 'second')]))).toEqual(['first no longer leads to it'])
})

test('the seed', () => {
  expect(why(setSeed(made, 7))).toEqual(['The seed changed'])
})
