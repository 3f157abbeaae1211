import { expect, test } from 'vitest'
import { describe } from '../stage'
import { layout } from './layout'
import { emptyPipeline, type Pipeline, type PipelineNode } from './pipeline'

/** `a>b b>c`: nodes and wires, all in one place. */
function graph(text: string, at: Readonly<Record<string, number>> = {}): Pipeline {
  const wires = text.split(' ').map((wire) => wire.split('>'))
  const nodes = [...new Set(wires.flat())].map((id): PipelineNode => ({
    id,
    stage: id.startsWith('wide') ? 'wide/wide' : 'x/x',
    version: 1,
    params: {},
    position: { x: 0, y: at[id] ?? 0 },
  }))
  return {
    ...emptyPipeline(),
    nodes,
    wires: wires.flatMap(([a, b]) =>
      b ? [{ from: { node: a!, port: 'out' }, to: { node: b, port: `from ${a}` } }] : [],
    ),
  }
}

/** One stage that takes six inputs, where a node is called `wide`. */
const lookup = (id: string) =>
  describe({
    id,
    version: 1,
    title: id,
    summary: '',
    kind: 'task',
    params: {},
    inputs:
      id === 'wide/wide' ? { a: 'table', b: 'table', c: 'table', d: 'table', e: 'table', f: 'table' } : {},
    outputs: {},
  })

const places = (pipeline: Pipeline) =>
  Object.fromEntries(pipeline.nodes.map(({ id, position }) => [id, [position.x / 264, position.y]]))

test('a chain is a line', () => {
  expect(places(layout(graph('a>b b>c'), lookup))).toEqual({ a: [0, 0], b: [1, 0], c: [2, 0] })
})

test('a node stands behind all that feed it, a source right before what it feeds', () => {
  const found = places(layout(graph('a>b b>c a>c d>c'), lookup))
  expect(found['c']![0]).toBe(2)
  expect(found['d']![0]).toBe(1)
})

test('branches stay in rows of their own, and in the order that they stood in', () => {
  const found = places(layout(graph('a>b a>c b>d c>e', { b: 500, c: 100 }), lookup))
  expect([found['c']![1], found['e']![1]]).toEqual([0, 0])
  expect(found['b']![1]).toBe(found['d']![1])
  expect(found['b']![1]).toBeGreaterThan(0)
})

test('a long chain goes on in the next line', () => {
  const found = places(layout(graph('a>b b>c c>d d>e e>f'), lookup))
  expect(found['c']).toEqual([2, 0])
  expect(found['d']).toEqual([0, found['f']![1]])
  expect(found['d']![1]).toBeGreaterThan(0)
})

test('no two nodes share a place, whatever the graph, and once is enough', () => {
  const pipeline = layout(graph('a>b b>c c>b d e>f f>g a>g h>g i>g'), lookup)
  expect(new Set(Object.values(places(pipeline)).map(String)).size).toBe(pipeline.nodes.length)
  expect(layout(pipeline, lookup)).toBe(pipeline)
  expect(layout(emptyPipeline(), lookup)).toEqual(emptyPipeline())
})

test('a node with many inputs has room for them', () => {
  const found = places(layout(graph('a>wide a>b', { wide: 0, b: 9 }), lookup))
  expect(found['b']![1]! - found['wide']![1]!).toBeGreaterThan(32 + 6 * 24)
})
