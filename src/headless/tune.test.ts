import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, expect, test } from 'vitest'
import { addNode, connect } from '../core/pipeline/acts'
import { findNode } from '../core/pipeline/pipeline'
import { applyBest, unlockParam } from '../core/pipeline/search-acts'
import { starter } from '../core/pipeline/starter'
import type { WrapperLearned } from '../core/lineage'
import { lookupStage } from '../stages/descriptions'
import type { Tuned } from '../stages/shared/tuned'
import { localEngine } from './local-engine'

const folder = mkdtempSync(join(tmpdir(), 'trainyard-tune-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const source = { stage: 'collect/sample', params: { name: 'penguins' } }
const plain = starter({ source, name: 'penguins', target: 'species', task: 'multiclass' }, lookupStage)

/** The starter with a Tune between its learner and what follows, and two parameters of two nodes unlocked. */
function tuned() {
  const open = unlockParam(unlockParam(plain, 'logistic', 'C', lookupStage), 'scale', 'method', lookupStage)
  const params = { n_trials: 6, n_splits: 3 }
  const added = addNode(open, lookupStage('tune/tune')!, { x: 0, y: 0 }, params)
  const wires = [
    ['logistic', 'tune', 'model'],
    ['tune', 'evaluate', 'models-1'],
    ['tune', 'bundle', 'model'],
  ] as const
  return wires.reduce(
    (done, [from, to, port]) =>
      connect(done, { from: { node: from, port: 'model' }, to: { node: to, port } }, lookupStage),
    added,
  )
}

test('a tuned pipeline runs, its bundle proves itself, and what was found goes back to the nodes', async () => {
  const pipeline = tuned()
  const engine = localEngine(new Map(), 'public')
  engine.update(pipeline)
  await engine.run()
  const statuses = Object.entries(engine.statuses()).map(([id, { state, fault }]) => [id, fault ?? state])
  expect(statuses.filter(([, state]) => state !== 'done' && state !== 'warning')).toEqual([])
  const views = engine.result('tune')!.views
  expect(Object.keys(views)).toEqual(['figures', 'chosen', 'progress', 'parallel', 'trials', 'importance'])
  const [best, held, seen] = views['figures']?.kind === 'figures' ? views['figures'].figures : []
  expect([best, held, seen].map((one) => one?.name)).toEqual(['best', 'held_out', 'seen'])
  expect(held!.value).toBeGreaterThan(0.9)
  expect(seen!.value).toBe(best!.value - held!.value)
  const output = engine.result('tune')!.outputs['model']
  if (output?.kind !== 'model') throw new Error('Tune gives a model')
  const { own } = output.value.lineage.nodes[0]!.learned as WrapperLearned
  const { trials, values, ...rest } = own as Tuned
  expect(trials).toHaveLength(6)
  expect(trials[rest.best]!.mean).toBe(best!.value)

  const file = Object.values(engine.result('bundle')!.views).find(({ kind }) => kind === 'file')
  if (file?.kind !== 'file') throw new Error('Bundle gives a file')
  for (const [name, bytes] of Object.entries(unzipSync(file.bytes))) writeFileSync(join(folder, name), bytes)
  const said = execFileSync(process.execPath, [join(folder, 'predict.mjs'), '--verify'], { encoding: 'utf8' })
  expect(said).toMatch(/^Verified/)

  const applied = applyBest(pipeline, values, lookupStage)
  expect(findNode(applied, 'logistic')!.params).toMatchObject(values['logistic']!)
  expect(findNode(applied, 'logistic')!.search).toBeDefined()
}, 60_000)

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
