import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { moveNodes } from './acts'
import { parsePipeline, pipelineText } from './file'
import {
  addFrame,
  carriedBy,
  changeFrame,
  framesOf,
  LEAST_FRAME,
  moveFramed,
  moveFrames,
  nodesIn,
  pasteFrames,
  removeFrames,
} from './frames'
import { emptyPipeline, type Pipeline } from './pipeline'

const pipelines = fc
  .array(fc.record({ x: fc.integer({ min: -2000, max: 2000 }), y: fc.integer({ min: -2000, max: 2000 }) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((positions): Pipeline => ({
    ...emptyPipeline(),
    nodes: positions.map((position, i) => ({ id: `n${i}`, stage: 'x/a', version: 1, params: {}, position })),
  }))
const ids = ({ nodes }: Pick<Pipeline, 'nodes'>) => nodes.map(({ id }) => id)

describe('a frame', () => {
  test('lies around the nodes that were chosen', () => {
    fc.assert(
      fc.property(pipelines, fc.integer({ min: 1, max: 8 }), (pipeline, count) => {
        const chosen = ids(pipeline).slice(0, count)
        const framed = addFrame(pipeline, chosen)
        expect(ids({ nodes: nodesIn(framed, framesOf(framed)[0]!) })).toEqual(expect.arrayContaining(chosen))
      }),
    )
  })

  test('carries what lies in it, and nothing else', () => {
    fc.assert(
      fc.property(pipelines, fc.integer(), fc.integer(), (pipeline, dx, dy) => {
        const framed = addFrame(pipeline, ['n0'])
        const [frame] = framesOf(framed)
        const to = { x: frame!.position.x + (dx % 5000), y: frame!.position.y + (dy % 5000) }
        const moves = new Map([[frame!.id, to]])
        const carried = carriedBy(framed, moves)
        expect([...carried.keys()]).toEqual(ids({ nodes: nodesIn(framed, frame!) }))
        const after = moveNodes(moveFrames(framed, moves), carried)
        const inside = ids({ nodes: nodesIn(after, framesOf(after)[0]!) })
        expect(inside).toEqual(expect.arrayContaining([...carried.keys()]))
      }),
    )
  })

  test('follows its nodes when they are arranged', () => {
    const pipeline = addFrame(
      {
        ...emptyPipeline(),
        nodes: [{ id: 'a', stage: 'x/a', version: 1, params: {}, position: { x: 0, y: 0 } }],
      },
      ['a'],
    )
    const moved = moveFramed(pipeline, new Map([['a', { x: 900, y: 500 }]]))
    expect(ids({ nodes: nodesIn(moved, framesOf(moved)[0]!) })).toEqual(['a'])
  })

  test('is a comment above everything where nothing is chosen, and none lies over another', () => {
    const twice = addFrame(addFrame(emptyPipeline()))
    const [first, second] = framesOf(twice)
    expect(first!.title).toBe('Comment')
    expect(second!.position.y + second!.size.height).toBeLessThan(first!.position.y)
    expect(first!.id).not.toBe(second!.id)
  })

  test('is changed, never below the least size, copied and taken away', () => {
    const one = addFrame(emptyPipeline())
    const { id } = framesOf(one)[0]!
    expect(changeFrame(one, id, { title: 'Comment' })).toBe(one)
    const small = changeFrame(one, id, { size: { width: 1, height: 1 }, text: 'why' })
    expect(framesOf(small)[0]).toMatchObject({ size: LEAST_FRAME, text: 'why' })
    const copied = pasteFrames(small, framesOf(small), { x: 8, y: 8 })
    expect(framesOf(copied)).toHaveLength(2)
    expect(removeFrames(copied, [id]).frames).toEqual([framesOf(copied)[1]])
    expect(removeFrames(copied, ['gone'])).toBe(copied)
  })

  test('is kept in the file, and a broken one is refused', () => {
    const one = addFrame(emptyPipeline())
    expect(parsePipeline(pipelineText(one), () => undefined)).toEqual(one)
    const [frame] = framesOf(one)
    const twice = JSON.stringify({ ...one, frames: [frame, frame] })
    expect(() => parsePipeline(twice, () => undefined)).toThrow(/two things have the id "frame-1"/)
    const sizeless = JSON.stringify({ ...one, frames: [{ ...frame, size: { width: 'wide' } }] })
    expect(() => parsePipeline(sizeless, () => undefined)).toThrow(/frames\.0\.size/)
  })
})
