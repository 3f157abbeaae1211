import { expect, test } from 'vitest'
import { starter } from '../core/pipeline/starter'
import { emptyPipeline, type Pipeline, type PipelineNode } from '../core/pipeline/pipeline'
import { lookupStage } from '../stages/descriptions'
import { localEngine } from './local-engine'

const CHAIN = ['collect/sample', 'preprocess/split', 'preprocess/scale', 'train/kmeans'] as const

/** What needs a target, and so refuses clusters. */
const REFUSES = [
  'evaluate/importance',
  'evaluate/partial-dependence',
  'evaluate/shapley',
  'evaluate/surface',
  'evaluate/threshold',
  'evaluate/calibrate',
  'select/auto',
  'train/bagging',
  'validate/leak-audit',
  'validate/learning-curve',
]
const WORKS = ['evaluate/evaluate', 'validate/cross-validate', 'tune/tune', 'deploy/bundle', 'deploy/predict']

const PARAMS: Readonly<Record<string, Record<string, unknown>>> = {
  'collect/sample': { name: 'iris' },
  'preprocess/split': { task: 'clustering', target: 'species', method: 'random' },
  'train/kmeans': { n_clusters: 3, n_init: 3 },
  'tune/tune': { method: 'grid', n_trials: 4 },
}

const nameOf = (stage: string) => stage.split('/')[1]!

function nodeOf(stage: string, id = nameOf(stage)): PipelineNode {
  const { version } = lookupStage(stage)!
  const search =
    stage === 'train/kmeans' ? { search: { n_clusters: { kind: 'int', min: 2, max: 5 } as const } } : {}
  return { id, stage, version, params: PARAMS[stage] ?? {}, position: { x: 0, y: 0 }, ...search }
}

function pipeline(): Pipeline {
  const wire = (from: string, port: string, to: string, into: string) => ({
    from: { node: from, port },
    to: { node: to, port: into },
  })
  const ends = [...WORKS, ...REFUSES]
  const intoOf = (stage: string) => (stage === 'evaluate/evaluate' ? 'models-1' : 'model')
  return {
    ...emptyPipeline('Clusters'),
    nodes: [...CHAIN, ...ends, 'validate/compare']
      .map((stage) => nodeOf(stage))
      .concat(nodeOf('train/kmeans', 'other')),
    wires: [
      ...CHAIN.slice(1).map((stage, i) => wire(nameOf(CHAIN[i]!), 'data', nameOf(stage), 'data')),
      wire('scale', 'data', 'other', 'data'),
      ...ends.map((stage) => wire('kmeans', 'model', nameOf(stage), intoOf(stage))),
      wire('sample', 'data', 'predict', 'data'),
      wire('kmeans', 'model', 'compare', 'models-1'),
      wire('other', 'model', 'compare', 'models-2'),
    ],
  }
}

test(
  'models of clusters are evaluated, validated, tuned, compared, predicted with and bundled, or refused in words',
  { timeout: 60_000 },
  async () => {
    const engine = localEngine(new Map(), 'public')
    engine.update(pipeline())
    await engine.run()
    const statuses = engine.statuses()
    for (const stage of REFUSES) {
      const { fault } = statuses[nameOf(stage)]!
      expect(fault?.message, stage).toMatch(/needs a target/)
      expect(fault?.cure).toMatch(/Choose a target/)
    }
    for (const stage of [...WORKS, 'validate/compare']) {
      const { fault, state } = statuses[nameOf(stage)]!
      expect([stage, fault?.message ?? state]).toEqual([stage, expect.stringMatching(/^(done|warning)$/)])
    }
    const scores = engine.result('cross-validate')!.views['scores']!
    expect(scores).toMatchObject({ title: expect.stringContaining('Silhouette') })
    const figures = scores.kind === 'figures' ? scores.figures.map(({ value }) => value) : []
    expect(figures[0]).toBeGreaterThan(0.3)
    const table = engine.result('predict')!.outputs['data']!
    expect(table.kind === 'table' && table.value.columns.map(({ name }) => name)).toContain(
      'probability_cluster 3',
    )
  },
)

test('a start without a target looks for clusters, and runs to the end', { timeout: 60_000 }, async () => {
  const source = { stage: 'collect/sample', params: { name: 'penguins' } }
  const started = starter({ source, name: 'Start', target: '', task: 'clustering' }, lookupStage)
  const engine = localEngine(new Map(), 'public')
  engine.update(started)
  await engine.run()
  const faults = Object.values(engine.statuses()).flatMap(({ fault }) => fault?.message ?? [])
  expect(faults).toEqual([])
  const views = engine.result('evaluate')!.views
  expect(views['sizes']).toMatchObject({ bars: { length: 8 } })
})
