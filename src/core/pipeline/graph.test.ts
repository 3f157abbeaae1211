import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { number } from '../declare-params'
import { describe as stage } from '../stage'
import { addNode, connect, disconnect, moveNodes, paste, removeNodes, renameNode, setParam } from './acts'
import { checkPipeline } from './check'
import { whyNot } from './connect'
import { parsePipeline, pipelineText } from './file'
import { downstream, inOrder, upstream } from './graph'
import { nodePorts } from './node-ports'
import { emptyPipeline, type Pipeline, type StageLookup } from './pipeline'

const base = { version: 1, title: 'Stage', summary: '', kind: 'step' } as const
const stages = [
  stage({ ...base, id: 'toy/source', params: {}, inputs: {}, outputs: { data: 'table' } }),
  stage({ ...base, id: 'toy/split', params: {}, inputs: { data: 'table' }, outputs: { data: 'dataset' } }),
  stage({
    ...base,
    id: 'toy/scale',
    params: { by: number('By', 1, { min: 0 }) },
    inputs: { data: 'dataset' },
    outputs: { data: 'dataset' },
  }),
  stage({
    ...base,
    id: 'toy/join',
    params: {},
    inputs: { left: 'dataset', right: 'dataset' },
    outputs: { data: 'dataset' },
  }),
  stage({ ...base, id: 'toy/learn', params: {}, inputs: { data: 'dataset' }, outputs: { data: 'model' } }),
  stage({
    ...base,
    id: 'toy/vote',
    params: {},
    inputs: { models: { kind: 'model', title: 'model', many: true, atLeast: 2 } },
    outputs: { data: 'model' },
  }),
]
const lookup: StageLookup = (id) => stages.find((one) => one.id === id)
const at = { x: 0, y: 0 }
const wire = (from: string, to: string, port = 'data') => ({
  from: { node: from, port: 'data' },
  to: { node: to, port },
})
const nodes = (...ids: string[]): Pipeline =>
  ids.reduce((pipeline, id) => addNode(pipeline, lookup(`toy/${id}`)!, at), emptyPipeline())
const chain = connect(
  connect(
    connect(nodes('source', 'split', 'scale', 'scale'), wire('source', 'split'), lookup),
    wire('split', 'scale'),
    lookup,
  ),
  wire('scale', 'scale-2'),
  lookup,
)

/** Seeded acts of a person, valid or not. */
const act: fc.Arbitrary<(pipeline: Pipeline) => Pipeline> = fc.oneof(
  fc.constantFrom(...stages).map((one) => (pipeline: Pipeline) => addNode(pipeline, one, at)),
  fc
    .tuple(fc.nat(), fc.nat(), fc.constantFrom('data', 'left', 'right', 'models-1', 'models-2', 'models-3'))
    .map(([a, b, port]) => (pipeline: Pipeline) => {
      const from = pipeline.nodes[a % Math.max(1, pipeline.nodes.length)]
      const to = pipeline.nodes[b % Math.max(1, pipeline.nodes.length)]
      if (!from || !to) return pipeline
      const one = wire(from.id, to.id, port)
      return whyNot(pipeline, one, lookup) ? pipeline : connect(pipeline, one, lookup)
    }),
  fc.nat().map((a) => (pipeline: Pipeline) => {
    const node = pipeline.nodes[a % Math.max(1, pipeline.nodes.length)]
    return node ? removeNodes(pipeline, [node.id], lookup) : pipeline
  }),
  fc.nat().map((a) => (pipeline: Pipeline) => {
    const one = pipeline.wires[a % Math.max(1, pipeline.wires.length)]
    return one ? disconnect(pipeline, [one]) : pipeline
  }),
  fc
    .tuple(fc.nat(), fc.double({ noNaN: true, noDefaultInfinity: true }))
    .map(([a, x]) => (pipeline: Pipeline) => {
      const node = pipeline.nodes[a % Math.max(1, pipeline.nodes.length)]
      if (!node) return pipeline
      const moved = moveNodes(setParam(pipeline, node.id, 'by', x), new Map([[node.id, { x, y: -x }]]))
      return renameNode(moved, node.id, x > 0 ? `n${x}` : '')
    }),
  fc.constant(
    (pipeline: Pipeline) =>
      paste(pipeline, pipeline.nodes.slice(0, 3), pipeline.wires, { x: 9, y: 9 }).pipeline,
  ),
)
const pipelines = fc
  .array(act, { maxLength: 40 })
  .map((acts) => acts.reduce((one, next) => next(one), emptyPipeline()))

describe('a pipeline under any acts', () => {
  test('has no cycle, no loose wire, one wire an input, and kinds that fit', () => {
    fc.assert(
      fc.property(pipelines, (pipeline) => {
        expect(inOrder(pipeline)).toHaveLength(pipeline.nodes.length)
        const inputs = pipeline.wires.map(({ to }) => JSON.stringify(to))
        expect(new Set(inputs).size).toBe(inputs.length)
        for (const one of pipeline.wires) expect(whyNot(disconnect(pipeline, [one]), one, lookup)).toBeNull()
      }),
    )
  })

  test('has one port free more than are wired where an input takes many, and no model twice', () => {
    fc.assert(
      fc.property(pipelines, (pipeline) => {
        for (const node of pipeline.nodes.filter((one) => one.stage === 'toy/vote')) {
          const into = pipeline.wires.filter(({ to }) => to.node === node.id)
          const shown = Object.keys(nodePorts(pipeline, node.id, lookup).inputs)
          expect(shown).toHaveLength(into.length + 1)
          expect(shown).toEqual(expect.arrayContaining(into.map(({ to }) => to.port)))
          expect(new Set(into.map(({ from }) => from.node)).size).toBe(into.length)
          const few = checkPipeline(pipeline, lookup).filter((one) => one.node === node.id)
          expect(few).toHaveLength(into.length < 2 ? 1 : 0)
        }
      }),
    )
  })

  test('comes back from its file as it was (law 7)', () => {
    fc.assert(
      fc.property(pipelines, (pipeline) => {
        const text = pipelineText(pipeline)
        expect(pipelineText(parsePipeline(text, lookup))).toBe(text)
        expect(parsePipeline(text, lookup)).toEqual(JSON.parse(text))
      }),
    )
  })
})

describe('wires', () => {
  test('an order runs what feeds before what is fed', () => {
    expect(inOrder(chain).map(({ id }) => id)).toEqual(['source', 'split', 'scale', 'scale-2'])
    expect([...upstream(chain, ['scale'])].sort()).toEqual(['scale', 'source', 'split'])
    expect([...downstream(chain, ['scale'])].sort()).toEqual(['scale', 'scale-2'])
  })

  test('a wrong kind and a cycle are refused in different words', () => {
    expect(whyNot(chain, wire('source', 'scale'), lookup)).toContain(
      'learns from rows, so it comes after Target and split',
    )
    expect(whyNot(chain, wire('scale-2', 'scale'), lookup)).toContain('cycle')
  })

  test('a second wire into an input replaces the first', () => {
    const more = connect(addNode(chain, stages[1]!, at), wire('source', 'split-2'), lookup)
    const moved = connect(more, wire('split-2', 'scale'), lookup)
    expect(moved.wires.filter(({ to }) => to.node === 'scale')).toEqual([wire('split-2', 'scale')])
  })

  test('a node that goes leaves its neighbours wired', () => {
    expect(removeNodes(chain, ['scale'], lookup).wires).toEqual([
      wire('source', 'split'),
      wire('split', 'scale-2'),
    ])
    expect(removeNodes(chain, ['split'], lookup).wires).toEqual([wire('scale', 'scale-2')])
  })
})

describe('an input that takes many', () => {
  const learners = ['learn', 'learn', 'learn', 'vote'].reduce(
    (pipeline, id) => addNode(pipeline, lookup(`toy/${id}`)!, at),
    emptyPipeline(),
  )
  const voted = ['learn', 'learn-2', 'learn-3'].reduce(
    (pipeline, id, i) => connect(pipeline, wire(id, 'vote', `models-${i + 1}`), lookup),
    learners,
  )
  const shown = (pipeline: Pipeline) => Object.keys(nodePorts(pipeline, 'vote', lookup).inputs)

  test('keeps the names of the others when a wire goes, and gives the free one away first', () => {
    const less = disconnect(voted, [wire('learn-2', 'vote', 'models-2')])
    expect(less.wires).toEqual([voted.wires[0], voted.wires[2]])
    expect(shown(less)).toEqual(['models-1', 'models-2', 'models-3'])
    expect(shown(voted)).toEqual(['models-1', 'models-2', 'models-3', 'models-4'])
  })

  test('takes a model once, and says so', () => {
    expect(whyNot(voted, wire('learn', 'vote', 'models-4'), lookup)).toBe(
      'Stage is wired into Stage already.',
    )
    expect(whyNot(voted, wire('learn', 'vote', 'models-1'), lookup)).toBeNull()
  })

  test('is pasted with its wires, and healed without doubles', () => {
    const copied = paste(voted, voted.nodes, voted.wires, { x: 1, y: 1 })
    expect(copied.pipeline.wires.slice(3).map(({ to }) => to)).toEqual(
      voted.wires.map(({ to }) => ({ ...to, node: 'vote-2' })),
    )
    const twice = connect(addNode(voted, lookup('toy/vote')!, at), wire('vote', 'vote-2', 'models-1'), lookup)
    const beside = connect(twice, wire('learn', 'vote-2', 'models-2'), lookup)
    expect(removeNodes(beside, ['vote'], lookup).wires).toEqual([wire('learn', 'vote-2', 'models-2')])
    expect(removeNodes(twice, ['vote'], lookup).wires).toEqual([wire('learn', 'vote-2', 'models-1')])
  })
})

describe('what keeps nodes from running', () => {
  test('too few models, in words', () => {
    const alone = connect(nodes('learn', 'vote'), wire('learn', 'vote', 'models-1'), lookup)
    expect(checkPipeline(alone, lookup).at(-1)!.message).toBe(
      'Stage needs at least 2 wires into "model", and has 1.',
    )
  })

  test.each([
    ['an open input', nodes('scale'), /Nothing is wired into "data"/],
    ['a parameter out of range', setParam(chain, 'scale', 'by', -1), /By is below 0/],
    [
      'an unknown stage',
      { ...chain, nodes: [{ ...chain.nodes[0]!, stage: 'new/thing' }] },
      /no stage "new\/thing"/,
    ],
    ['a newer stage', { ...chain, nodes: [{ ...chain.nodes[0]!, version: 9 }] }, /newer version/],
  ])('%s', (_, pipeline, message) => {
    expect(
      checkPipeline({ ...pipeline, wires: pipeline === nodes('scale') ? [] : pipeline.wires }, lookup)[0]
        ?.message,
    ).toMatch(message)
  })

  test('a sound graph has nothing to say', () => {
    expect(checkPipeline(chain, lookup)).toEqual([])
  })
})
