import { expect, test } from 'vitest'
import { emptyPipeline, type Pipeline } from '../core/pipeline/pipeline'
import { foldRows, nodesAcross } from './fold'

const chain = (places: readonly (readonly [number, number])[]): Pipeline => ({
  ...emptyPipeline(),
  nodes: places.map(([x, y], i) => ({ id: `n${i}`, stage: 's', version: 1, params: {}, position: { x, y } })),
})
const long = chain([
  [0, 0],
  [264, 0],
  [528, 0],
  [792, 0],
  [1056, 0],
  [1320, 0],
  [1584, -80],
  [1584, 80],
])

test('a chain that fits stays as it is', () => {
  expect(foldRows(long, nodesAcross(1900))).toBe(long)
})

test('a longer one is folded into even rows that do not lie on each other', () => {
  const folded = foldRows(long, nodesAcross(840))
  expect(folded.nodes.map(({ position }) => [position.x, position.y])).toEqual([
    [0, 0],
    [264, 0],
    [528, 0],
    [792, 0],
    [0, 288],
    [264, 288],
    [528, 208],
    [528, 368],
  ])
})
