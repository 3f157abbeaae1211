import { expect, test } from 'vitest'
import { addNode, connect } from '../core/pipeline/acts'
import { checkPipeline } from '../core/pipeline/check'
import { whyNot } from '../core/pipeline/connect'
import { parsePipeline, pipelineText } from '../core/pipeline/file'
import { emptyPipeline, type Pipeline, type Wire } from '../core/pipeline/pipeline'
import { portKind } from '../core/ports'
import { lookupStage, stages } from '../stages/descriptions'
import { loadStage } from '../stages/modules'
import { localEngine } from './local-engine'

const at = { x: 0, y: 0 }
const source = addNode(emptyPipeline(), lookupStage('collect/sample')!, at, { name: 'iris' })
const wire = (from: string, to: string, port = 'data'): Wire => ({
  from: { node: from, port: 'data' },
  to: { node: to, port },
})
const withStage = (pipeline: Pipeline, id: string) => addNode(pipeline, lookupStage(id)!, at)

/** Stages that learn from rows; the split itself, which says who trains, looks at those alone. */
const learns = (
  await Promise.all(
    stages.map(async (stage) => {
      const { assignRoles, fit } = await loadStage(stage.id)
      return fit && !assignRoles ? [stage] : []
    }),
  )
).flat()

test('there are stages that learn, and each of them takes rows that are split', () => {
  expect(learns.length).toBeGreaterThan(20)
  for (const { id, inputs } of learns)
    for (const port of Object.values(inputs)) expect(portKind(port), id).toBe('dataset')
})

test.each(learns.map(({ id }) => id))('%s cannot be wired in front of the split', (id) => {
  const pipeline = withStage(withStage(source, id), 'preprocess/split')
  const node = pipeline.nodes[1]!.id
  const [port] = Object.keys(lookupStage(id)!.inputs)
  const leaky = wire(pipeline.nodes[0]!.id, node, port)
  const words = 'It learns from rows, so it comes after Target and split.'
  expect(whyNot(pipeline, leaky, lookupStage)).toContain(words)
  expect(() => connect(pipeline, leaky, lookupStage)).toThrow(words)
})

test('a file with such an order is opened, said to be wrong, and not run', async () => {
  const order = ['engineer/select-by-score', 'preprocess/split', 'train/logistic']
  const nodes = order.reduce(withStage, source)
  const ids = nodes.nodes.map(({ id }) => id)
  const forced = { ...nodes, wires: ids.slice(1).map((id, i) => wire(ids[i]!, id)) }
  const pipeline = parsePipeline(pipelineText(forced), lookupStage)
  const problems = checkPipeline(pipeline, lookupStage).map(({ node, message }) => [node, message])
  expect(problems).toContainEqual([
    ids[1],
    expect.stringContaining('learns from rows, so it comes after Target and split'),
  ])
  const engine = localEngine(new Map(), 'public')
  engine.update(pipeline)
  await engine.run()
  const statuses = engine.statuses()
  expect(statuses[ids[1]!]).toMatchObject({
    state: 'error',
    fault: { message: expect.stringContaining('learns') },
  })
  expect(ids.slice(1).flatMap((id) => engine.result(id) ?? [])).toEqual([])
})
