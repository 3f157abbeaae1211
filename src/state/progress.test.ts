import { expect, test } from 'vitest'
import { addNode } from '../core/pipeline/acts'
import { emptyPipeline, type Pipeline } from '../core/pipeline/pipeline'
import { stepOf, STEPS } from '../core/steps'
import { addStage } from './add-stage'
import { beside, nextStep, progressOf, suggest } from './progress'
import { lookupStage } from './stages'

const chain = (...ids: string[]): Pipeline =>
  ids.reduce((pipeline, id) => {
    const last = pipeline.nodes.at(-1)?.id
    return addStage(pipeline, lookupStage(id)!, last === undefined ? {} : { after: last }).pipeline
  }, emptyPipeline())

const done = { state: 'done', warnings: [], outputs: {}, views: [] } as const

test('a step is absent, present or done', () => {
  const pipeline = chain('collect/sample', 'preprocess/split', 'preprocess/scale')
  const found = progressOf(pipeline, { sample: done, split: done })
  expect(found.slice(0, 2)).toEqual([
    { step: 'collect', state: 'done' },
    { step: 'preprocess', state: 'present' },
  ])
  expect(found.find(({ step }) => step === 'train')?.state).toBe('absent')
})

test('what comes next follows the work', () => {
  expect(nextStep(emptyPipeline())).toBe('collect')
  expect(nextStep(chain('collect/sample'))).toBe('preprocess')
  expect(nextStep(chain('collect/sample', 'preprocess/split', 'train/logistic'))).toBe('evaluate')
})

test('what is suggested fits behind the node, and is not there yet', () => {
  const source = chain('collect/sample')
  expect(suggest(source, 'sample').map(({ id }) => id)).toContain('preprocess/split')
  const pipeline = chain('collect/sample', 'preprocess/split', 'preprocess/scale')
  const behind = suggest(pipeline, 'scale')
  expect(behind.map(({ id }) => id)).not.toContain('preprocess/scale')
  expect(behind.map(({ id }) => stepOf(id))).toContain('train')
  const places = behind.map(({ id }) => STEPS.indexOf(stepOf(id)!))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  for (const stage of behind) {
    const { pipeline: added, id } = addStage(pipeline, stage, { after: 'scale' })
    expect(added.wires.some(({ from, to }) => from.node === 'scale' && to.node === id)).toBe(true)
  }
})

test.each([
  ['binary', ['train/gradient-boosting', 'train/logistic']],
  ['regression', ['train/gradient-boosting', 'train/linear']],
])('learners that are suggested learn the task %s', (task, expected) => {
  const pipeline = chain('collect/sample', 'preprocess/split', 'preprocess/scale')
  const nodes = pipeline.nodes.map((node) =>
    node.id === 'split' ? { ...node, params: { ...node.params, task } } : node,
  )
  const found = suggest({ ...pipeline, nodes }, 'scale').filter(({ id }) => stepOf(id) === 'train')
  expect(found.map(({ id }) => id)).toEqual(expected)
})

test('what needs a target is not suggested behind a model that has none', () => {
  const pipeline = chain('collect/sample', 'preprocess/split', 'train/kmeans')
  const nodes = pipeline.nodes.map((node) =>
    node.id === 'split' ? { ...node, params: { ...node.params, task: 'clustering' } } : node,
  )
  const found = suggest({ ...pipeline, nodes }, 'kmeans').map(({ id }) => id)
  expect(found).not.toContain('train/bagging')
  expect(found).not.toContain('validate/leak-audit')
  expect(found).toContain('evaluate/evaluate')
})

test('what learns and is put behind raw data comes behind the split that is there', () => {
  const pipeline = chain('collect/sample', 'preprocess/split', 'train/logistic')
  const { pipeline: added, note } = addStage(pipeline, lookupStage('train/random-forest')!, {
    after: 'sample',
  })
  expect(added.nodes.filter(({ stage }) => stage === 'preprocess/split')).toHaveLength(1)
  expect(added.wires.map(({ from, to }) => `${from.node} ${to.node}`)).toContain('split random-forest')
  expect(note).toBe('Random forest learns from rows, so it comes after Target and split.')
})

test('what takes many models is suggested where there are as many, and is wired to all of them', () => {
  const alone = chain('collect/sample', 'preprocess/split', 'train/logistic')
  const compares = (pipeline: Pipeline) =>
    suggest(pipeline, 'logistic').some(({ id }) => id === 'validate/compare')
  expect(compares(alone)).toBe(false)
  const forest = addStage(alone, lookupStage('train/random-forest')!, { after: 'split' }).pipeline
  const calibrated = addStage(forest, lookupStage('evaluate/calibrate')!, { after: 'random-forest' }).pipeline
  expect(compares(calibrated)).toBe(true)
  const compare = lookupStage('validate/compare')!
  const also = beside(calibrated, 'logistic', compare)
  expect(also).toEqual(['calibrate'])
  const { pipeline } = addStage(calibrated, compare, { after: 'logistic', also: [...also, 'logistic'] })
  const into = pipeline.wires.filter(({ to }) => to.node === 'compare')
  expect(into.map(({ from, to }) => [from.node, to.port])).toEqual([
    ['logistic', 'models-1'],
    ['calibrate', 'models-2'],
  ])
})

test('what needs two models takes those beside the one it was put behind, and what does with one does not', () => {
  const alone = chain('collect/sample', 'preprocess/split', 'train/logistic')
  const both = addStage(alone, lookupStage('train/random-forest')!, { after: 'split' }).pipeline
  const feeders = (stage: string) => {
    const { id, pipeline } = addStage(both, lookupStage(stage)!, { after: 'logistic' })
    return pipeline.wires.filter(({ to }) => to.node === id).map(({ from }) => from.node)
  }
  expect(feeders('validate/compare')).toEqual(['logistic', 'random-forest'])
  expect(feeders('evaluate/evaluate')).toEqual(['logistic'])
})

test('a stage that this version does not know has nothing behind it', () => {
  const known = lookupStage('collect/sample')!
  const pipeline = addNode(emptyPipeline(), { ...known, id: 'x/unknown' }, { x: 0, y: 0 })
  expect(suggest(pipeline, 'unknown')).toEqual([])
})
