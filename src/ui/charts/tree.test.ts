import { expect, test } from 'vitest'
import type { DrawnNode } from '../../core/view'
import { BOX, countBelow, layOut, openTo, wayTo } from './tree-layout'
import { rulesText, saysText } from './tree-text'

const nodes: DrawnNode[] = [
  { rows: 10, values: [0.5, 0.5], question: 'age <= 40', feature: 0, left: 1 },
  { rows: 6, values: [0.25, 0.75], question: 'city is A or B', feature: 1, left: 3 },
  { rows: 4, values: [1, 0] },
  { rows: 1, values: [1, 0] },
  { rows: 5, values: [0, 1], question: 'age <= 20', feature: 0 },
]
const labels = ['no', 'yes']

test('leaves lie side by side without touching, and a node above the middle of its children', () => {
  const { boxes, height, width } = layOut(nodes, new Set([0, 1]))
  expect(boxes.map(({ node }) => node)).toEqual([0, 1, 3, 4, 2])
  const at = (node: number) => boxes.find((box) => box.node === node)!
  const step = BOX.width + BOX.between
  expect([3, 4, 2].map((node) => at(node).x)).toEqual([0, step, 2 * step])
  expect(at(1).x).toBe(step / 2)
  expect(at(0).x).toBe((at(1).x + at(2).x) / 2)
  expect([width, height]).toEqual([3 * step - BOX.between, 3 * BOX.height + 2 * BOX.below])
})

test('only open nodes show their children', () => {
  expect(layOut(nodes, openTo(nodes, 2)).boxes.map(({ node }) => node)).toEqual([0, 1, 2])
  expect(layOut(nodes, new Set()).boxes).toHaveLength(1)
  expect([countBelow(nodes, 0), countBelow(nodes, 4)]).toEqual([4, 0])
})

test('the way to a node starts at the root', () => {
  expect(wayTo(nodes, 4)).toEqual([0, 1, 4])
  expect(wayTo(nodes, 0)).toEqual([0])
})

test('rules are written as indented text, and say where the tree is cut', () => {
  expect(rulesText({ trees: [{ title: 'Tree 1', nodes }], labels }, 0).split('\n')).toEqual([
    '|--- age <= 40',
    '|   |--- city is A or B',
    '|   |   |--- no 1 (1 row)',
    '|   |--- otherwise',
    '|   |   |--- age <= 20: cut here (5 rows)',
    '|--- otherwise',
    '|   |--- no 1 (4 rows)',
  ])
  expect(saysText({ rows: 1, values: [0.25] }, ['price'])).toBe('price 0.2500')
})
