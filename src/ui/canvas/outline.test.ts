import { expect, test } from 'vitest'
import { outlineOf, unite } from './outline'
import type { FlowNode } from './project'

const node = (type: 'stage' | 'frame', x: number, y: number, measured?: FlowNode['measured']): FlowNode => ({
  id: `${x} ${y}`,
  type,
  position: { x, y },
  data: {},
  ...(measured && { measured }),
})

test('two boxes are united by the smallest around both', () => {
  const [a, b] = [
    { x: 0, y: 0, width: 2, height: 2 },
    { x: -1, y: 1, width: 2, height: 5 },
  ]
  expect(unite(a, b)).toEqual({ x: -1, y: 0, width: 3, height: 6 })
})

test('what was measured is outlined, frames and stages apart', () => {
  const size = { width: 10, height: 5 }
  const nodes = [node('stage', 0, 0, size), node('stage', 20, 8, size), node('stage', 900, 900)]
  expect(outlineOf([...nodes, node('frame', -4, -4, { width: 40, height: 20 })])).toEqual({
    bounds: { x: -4, y: -4, width: 40, height: 20 },
    frames: 'M-4,-4h40v20h-40z',
    stages: 'M0,0h10v5h-10zM20,8h10v5h-10z',
  })
  expect(outlineOf([node('stage', 900, 900)]).bounds).toBeUndefined()
})
