import { describe, expect, test } from 'vitest'
import { addNode, connect, moveNodes, renameNode, renamePipeline, setParam } from '../core/pipeline/acts'
import { addFrame } from '../core/pipeline/frames'
import { emptyPipeline } from '../core/pipeline/pipeline'
import { effectiveOf, graphOf, problemsOf } from './derived'
import { lookupStage } from './stages'

const source = addNode(emptyPipeline(), lookupStage('collect/sample')!, { x: 0, y: 0 })
const both = addNode(source, lookupStage('preprocess/split')!, { x: 200, y: 0 })
const wired = connect(
  both,
  { from: { node: 'sample', port: 'data' }, to: { node: 'split', port: 'data' } },
  lookupStage,
)
const moved = moveNodes(wired, new Map([['sample', { x: 8, y: 8 }]]))

describe('the graph', () => {
  test('stays the same object where only places, frames and the name of the pipeline change', () => {
    const same = renamePipeline(addFrame(moved, ['sample']), 'Another')
    expect(graphOf(same)).toBe(graphOf(wired))
    expect(problemsOf(same)).toBe(problemsOf(wired))
    expect(effectiveOf(moved).nodes[0]!.position).toEqual({ x: 8, y: 8 })
  })

  test.each([
    ['a parameter', setParam(moved, 'sample', 'name', 'iris')],
    ['the name of a node', renameNode(moved, 'sample', 'Rows')],
    ['a wire', { ...moved, wires: [] }],
    ['the seed', { ...moved, seed: 7 }],
    ['a node', { ...moved, nodes: moved.nodes.slice(0, 1), wires: [] }],
  ])('is another where %s changed', (_, changed) => {
    graphOf(wired)
    expect(graphOf(changed)).toBe(changed)
  })
})
