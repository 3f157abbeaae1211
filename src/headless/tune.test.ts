import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, expect, test } from 'vitest'
import { addNode, connect } from '../core/pipeline/acts'
import type { ParamValues } from '../core/params'
import { findNode, type Pipeline } from '../core/pipeline/pipeline'
import { applyBest, unlockParam } from '../core/pipeline/search-acts'
import { starter } from '../core/pipeline/starter'
import type { Lineage, LineageNode, WrapperLearned } from '../core/lineage'
import { lookupStage } from '../stages/descriptions'
import type { Tuned } from '../stages/shared/tuned'
import { localEngine } from './local-engine'

const folder = mkdtempSync(join(tmpdir(), 'trainyard-tune-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const source = { stage: 'collect/sample', params: { name: 'penguins' } }
const plain = starter({ source, name: 'penguins', target: 'species', task: 'multiclass' }, lookupStage)

type Wire = readonly [from: string, fromPort: string, to: string, toPort: string]

const added = (pipeline: Pipeline, stage: string, params: ParamValues, wires: readonly Wire[]): Pipeline =>
  wires.reduce(
    (done, [node, port, to, toPort]) =>
      connect(done, { from: { node, port }, to: { node: to, port: toPort } }, lookupStage),
    addNode(pipeline, lookupStage(stage)!, { x: 0, y: 0 }, params),
  )

/** The starter with two parameters of two nodes unlocked, and a Tune between its model and what follows. */
function tuned(ensemble: string | null): Pipeline {
  const open = unlockParam(unlockParam(plain, 'logistic', 'C', lookupStage), 'scale', 'method', lookupStage)
  const tree = () =>
    added(open, 'train/decision-tree', { max_depth: 3 }, [['encode', 'data', 'decision-tree', 'data']])
  const model = ensemble === null ? 'logistic' : ensemble.split('/')[1]!
  const before =
    ensemble === null
      ? open
      : ensemble === 'train/bagging'
        ? added(open, ensemble, { n_estimators: 3 }, [['logistic', 'model', model, 'model']])
        : added(tree(), ensemble, ensemble === 'train/stacking' ? { n_splits: 2 } : {}, [
            ['logistic', 'model', model, 'models-1'],
            ['decision-tree', 'model', model, 'models-2'],
          ])
  return added(before, 'tune/tune', { n_trials: 6, n_splits: 3 }, [
    [model, 'model', 'tune', 'model'],
    ['tune', 'model', 'evaluate', 'models-1'],
    ['tune', 'model', 'bundle', 'model'],
  ])
}

test.each([
  ['logistic regression', null],
  ['a vote', 'train/voting'],
  ['a stack', 'train/stacking'],
  ['bagging', 'train/bagging'],
])(
  'a pipeline with %s is tuned, its bundle proves itself, and what was found goes back to the nodes',
  async (_, ensemble) => {
    const pipeline = tuned(ensemble)
    const engine = localEngine(new Map(), 'public')
    engine.update(pipeline)
    await engine.run()
    const statuses = Object.entries(engine.statuses()).map(([id, { state, fault }]) => [id, fault ?? state])
    expect(statuses.filter(([, state]) => state !== 'done' && state !== 'warning')).toEqual([])
    const views = engine.result('tune')!.views
    expect(Object.keys(views)).toEqual(
      expect.arrayContaining(['figures', 'chosen', 'progress', 'parallel', 'trials']),
    )
    const [best, held, seen] = views['figures']?.kind === 'figures' ? views['figures'].figures : []
    expect([best, held, seen].map((one) => one?.name)).toEqual(['best', 'held_out', 'seen'])
    expect(held!.value).toBeGreaterThan(0.9)
    expect(seen!.value).toBe(best!.value - held!.value)
    const output = engine.result('tune')!.outputs['model']
    if (output?.kind !== 'model') throw new Error('Tune gives a model')
    const { models, own } = output.value.lineage.nodes[0]!.learned as WrapperLearned
    const { trials, values, ...rest } = own as Tuned
    expect(trials).toHaveLength(6)
    expect(new Set(trials.map(({ point }) => JSON.stringify(point))).size).toBe(6)
    expect(trials[rest.best]!.mean).toBe(best!.value)
    expect(Object.keys(values).sort()).toEqual(['logistic', 'scale'])
    for (const [id, chosen] of Object.entries(values)) {
      const found = nodesOf(models['best']!).filter((node) => node.id === id)
      expect(found.length).toBeGreaterThan(0)
      for (const { params } of found) expect(params).toMatchObject(chosen)
    }

    const file = Object.values(engine.result('bundle')!.views).find(({ kind }) => kind === 'file')
    if (file?.kind !== 'file') throw new Error('Bundle gives a file')
    for (const [name, bytes] of Object.entries(unzipSync(file.bytes)))
      writeFileSync(join(folder, name), bytes)
    const said = execFileSync(process.execPath, [join(folder, 'predict.mjs'), '--verify'], {
      encoding: 'utf8',
    })
    expect(said).toMatch(/^Verified/)

    const applied = applyBest(pipeline, values, lookupStage)
    expect(findNode(applied, 'logistic')!.params).toMatchObject(values['logistic']!)
    expect(findNode(applied, 'logistic')!.search).toBeDefined()
  },
  60_000,
)

/** Fitted nodes, those of the models within wrappers too. */
const nodesOf = ({ nodes }: Lineage): LineageNode[] =>
  nodes.flatMap((node) => [
    ...(node.models ? Object.values((node.learned as WrapperLearned).models).flatMap(nodesOf) : []),
    node,
  ])

test('another range makes the search stale, and so does none', async () => {
  const engine = localEngine(new Map(), 'public')
  engine.update(plain)
  await engine.run(['logistic'])
  engine.update(unlockParam(plain, 'logistic', 'C', lookupStage))
  expect(engine.statuses()['logistic']!.state).toBe('stale')
  expect(engine.statuses()['encode']!.state).toBe('done')
  engine.update(plain)
  expect(engine.statuses()['logistic']!.state).toBe('done')
})
