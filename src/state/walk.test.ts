import { expect, test } from 'vitest'
import { emptyPipeline, type Pipeline, type PipelineNode } from '../core/pipeline/pipeline'
import { walk } from './walk'

const at = (id: string, x: number, y: number): PipelineNode => ({
  id,
  stage: 'toy/one',
  version: 1,
  params: {},
  position: { x, y },
})
const wire = (from: string, to: string) => ({
  from: { node: from, port: 'out' },
  to: { node: to, port: 'in' },
})

const graph: Pipeline = {
  ...emptyPipeline(),
  nodes: [
    at('source', 0, 0),
    at('high', 300, -200),
    at('level', 300, 20),
    at('low', 300, 300),
    at('far', 900, 0),
  ],
  wires: [wire('source', 'high'), wire('source', 'level'), wire('source', 'low'), wire('low', 'source')],
}

test('right and left follow wires, to the node that is nearest in height', () => {
  expect(walk(graph, 'source', 'right')).toBe('level')
  expect(walk(graph, 'high', 'left')).toBe('source')
})

test('without a wire the nearest node on that side is next', () => {
  expect(walk(graph, 'level', 'right')).toBe('far')
  expect(walk(graph, 'far', 'left')).toBe('level')
})

test('up and down go to the nearest above and below', () => {
  expect(walk(graph, 'level', 'up')).toBe('high')
  expect(walk(graph, 'level', 'down')).toBe('low')
  expect(walk(graph, 'high', 'down')).toBe('level')
})

test('where nothing is, nothing is next; from nowhere the first node is', () => {
  expect(walk(graph, 'high', 'up')).toBeUndefined()
  expect(walk(graph, undefined, 'left')).toBe('source')
  expect(walk(graph, 'gone', 'left')).toBe('source')
  expect(walk(emptyPipeline(), undefined, 'left')).toBeUndefined()
})
