import { expect, test } from 'vitest'
import { lineageText } from '../core/lineage-json'
import { addNode, connect } from '../core/pipeline/acts'
import { starter } from '../core/pipeline/starter'
import type { Pipeline } from '../core/pipeline/pipeline'
import { randomStream } from '../core/random'
import { ByteCache } from '../engine/byte-cache'
import { Coordinator } from '../engine/coordinator'
import { lookupStage } from '../stages/descriptions'
import { localExecutor } from './local-engine'
import type { NodeResult } from '../engine/result'

/** Two learners behind one encoder, and a selection before one of them. */
function branched(): Pipeline {
  const source = { stage: 'collect/sample', params: { name: 'penguins' } }
  const first = starter({ source, name: 'branched', target: 'species', task: 'multiclass' }, lookupStage)
  const add = (pipeline: Pipeline, stage: string) => addNode(pipeline, lookupStage(stage)!, { x: 0, y: 0 })
  const wire = (pipeline: Pipeline, from: string, to: string) =>
    connect(pipeline, { from: { node: from, port: 'data' }, to: { node: to, port: 'data' } }, lookupStage)
  const more = add(add(add(first, 'train/dummy'), 'engineer/select-by-score'), 'train/logistic')
  return wire(
    wire(wire(more, 'encode', 'dummy'), 'encode', 'select-by-score'),
    'select-by-score',
    'logistic-2',
  )
}

/** Runs with `slots` at once; jobs end in an order that hangs on `jitter`. */
async function models(slots: number, jitter: number): Promise<Record<string, string>> {
  const run = localExecutor(new Map(), 'public')
  const wait = randomStream(jitter, 'wait')
  const coordinator = new Coordinator({
    lookup: lookupStage,
    cache: new ByteCache<NodeResult>(),
    slots,
    execute: async (...job) => {
      await new Promise((resolve) => setTimeout(resolve, wait() * 8))
      return run(...job)
    },
  })
  coordinator.update(branched())
  await coordinator.run()
  const found = ['logistic', 'dummy', 'logistic-2'].map((id) => {
    const output = coordinator.result(id)?.outputs['model']
    if (output?.kind !== 'model') throw new Error(`${id} gave no model`)
    return [
      id,
      `${coordinator.result(id)!.key} ${lineageText(output.value.lineage)} ${output.value.predictions.scores}`,
    ]
  })
  return Object.fromEntries(found) as Record<string, string>
}

test('any number of workers gives the same bits, in whatever order jobs end (law 5)', async () => {
  const one = await models(1, 1)
  expect(await models(2, 2)).toEqual(one)
  expect(await models(4, 3)).toEqual(one)
})
