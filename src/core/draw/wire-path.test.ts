import { expect, test } from 'vitest'
import { wirePath } from './wire-path'

const ends = (sourceX: number, sourceY: number, targetX: number, targetY: number) => ({
  sourceX,
  sourceY,
  targetX,
  targetY,
})

const heights = (path: string): number[] =>
  [...path.matchAll(/-?[\d.]+,(-?[\d.]+)/g)].map(([, y]) => Number(y))

test('a wire to the next column swings from port to port', () => {
  expect(wirePath(ends(232, 22, 264, 166), 0)).toBe('M232,22C248,22 248,166 264,166')
})

test('a wire past other columns runs above the lower of its nodes', () => {
  const down = heights(wirePath(ends(232, 22, 528, 166), 0))
  expect(down).toContain(144 - 14)
  const up = heights(wirePath(ends(232, 166, 528, 22), 0))
  expect(up).toContain(144 - 14)
  const level = heights(wirePath(ends(232, 22, 528, 22), 0))
  expect(level).toContain(-14)
})

test('wires to different inputs of a node share its lane, and come down beside each other', () => {
  const first = wirePath(ends(232, 22, 528, 166), 0)
  const second = wirePath(ends(232, 22, 528, 190), 1)
  expect(heights(second)).toContain(130)
  expect(first).toContain('Q512,130')
  expect(second).toContain('Q507,130')
})

test('a wire back runs above the lower of its nodes, too', () => {
  expect(heights(wirePath(ends(1024, 22, 0, 190), 0))).toContain(168 - 14)
  expect(heights(wirePath(ends(1024, 190, 0, 22), 0))).toContain(168 - 14)
})
