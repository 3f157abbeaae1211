import { expect, test } from 'vitest'
import { choice, integer } from '../declare-params'
import { describe } from '../stage'
import { addNode, connect, moveNodes, removeNodes, renameNode, setParam, setSeed } from './acts'
import { bypass } from './bypass'
import { comparePipelines, isSame } from './compare'
import { emptyPipeline } from './pipeline'
import { unlockParam } from './search-acts'

const base = { version: 1, summary: '', kind: 'step' } as const
const source = describe({
  ...base,
  id: 'collect/toy',
  title: 'Toy',
  params: {},
  inputs: {},
  outputs: { data: 'dataset' },
})
const scale = describe({
  ...base,
  id: 'preprocess/scale',
  title: 'Scale',
  params: {
    method: choice('Method', ['standard', 'minmax']),
    depth: integer('Depth', 3, { min: 1, max: 9 }),
  },
  inputs: { data: 'dataset' },
  outputs: { data: 'dataset' },
})
const lookup = (id: string) => [source, scale].find((stage) => stage.id === id)
const wire = { from: { node: 'toy', port: 'data' }, to: { node: 'scale', port: 'data' } }
const before = connect(
  addNode(addNode(emptyPipeline('A'), source, { x: 0, y: 0 }), scale, { x: 264, y: 0 }),
  wire,
  lookup,
)

test('a pipeline is the same as itself, wherever its nodes stand', () => {
  expect(isSame(comparePipelines(before, before, lookup))).toBe(true)
  const moved = comparePipelines(before, moveNodes(before, new Map([['toy', { x: 8, y: 8 }]])), lookup)
  expect([isSame(moved), moved.isMoved]).toEqual([true, true])
})

test('parameters, names, ranges and the seed are told with what they were and what they are', () => {
  const named = renameNode(setParam(before, 'scale', 'method', 'minmax'), 'scale', 'Mine')
  const after = setSeed(bypass(unlockParam(named, 'scale', 'depth', lookup), ['scale'], true), 7)
  const { changed, own } = comparePipelines(before, after, lookup)
  expect(own).toEqual([{ title: 'Seed', before: 0, after: 7 }])
  expect(changed).toEqual([
    {
      node: after.nodes[1],
      title: 'Mine',
      changes: [
        { title: 'Name', before: undefined, after: 'Mine' },
        { title: 'Bypassed', before: false, after: true },
        { title: 'Method', before: 'standard', after: 'minmax' },
        { title: 'Search of Depth', before: undefined, after: { kind: 'int', min: 1, max: 9 } },
      ],
    },
  ])
})

test('nodes and wires that came and went are told, and the other way around', () => {
  const after = removeNodes(before, ['scale'], lookup)
  const there = comparePipelines(before, after, lookup)
  expect([there.removed.map(({ id }) => id), there.unwired, there.added]).toEqual([['scale'], [wire], []])
  const back = comparePipelines(after, before, lookup)
  expect([back.added.map(({ id }) => id), back.wired, back.removed]).toEqual([['scale'], [wire], []])
})

test('a parameter that an older version did not have was at its default', () => {
  const older = { ...before, nodes: before.nodes.map((node) => ({ ...node, params: {} })) }
  expect(isSame(comparePipelines(older, before, lookup))).toBe(true)
})
