import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { addNode, connect } from '../../core/pipeline/acts'
import { unlockParam } from '../../core/pipeline/search-acts'
import { starter } from '../../core/pipeline/starter'
import { lookupStage } from '../../stages/descriptions'
import { localEngine } from '../local-engine'
import { pythonWith } from './python'
import { benchRow, type BenchRow } from './row'

const TRIALS = 100
const RUNS = 3

/**
 * A random search over a logistic pipeline on telco churn, in one thread of Node, every trial in five folds from raw rows
 * up: against scikit-learn's RandomizedSearchCV over the same pipeline in two processes.
 */
export async function tuneBench(assets: string): Promise<BenchRow[]> {
  const python = pythonWith('sklearn')
  if (!python) return []
  const data = join(assets, 'samples/telco_churn.csv')
  const rival = join(assets, '../scripts/search-rival.py')
  const ours: number[] = []
  const theirs: number[] = []
  for (let run = 0; run < RUNS; run++) {
    ours.push(await search(assets))
    theirs.push(Number(execFileSync(python, [rival, data, String(TRIALS)], { encoding: 'utf8' })))
  }
  const work = `random search, ${TRIALS} trials in 5 folds, logistic pipeline on telco churn, one thread`
  return [benchRow(work, ours, 'scikit-learn RandomizedSearchCV, n_jobs=2', theirs, 1)]
}

/** Milliseconds of the Tune alone, on a fresh engine. */
async function search(assets: string): Promise<number> {
  const source = { stage: 'collect/sample', params: { name: 'telco_churn' } }
  const plain = starter({ source, name: 'bench', target: 'churn', task: 'binary' }, lookupStage)
  const open = unlockParam(plain, 'logistic', 'C', lookupStage)
  const params = { method: 'random', n_trials: TRIALS }
  const added = addNode(open, lookupStage('tune/tune')!, { x: 0, y: 0 }, params)
  const wire = { from: { node: 'logistic', port: 'model' }, to: { node: 'tune', port: 'model' } }
  const engine = localEngine(new Map(), assets)
  engine.update(connect(added, wire, lookupStage))
  await engine.run(['tune'])
  const result = engine.result('tune')
  if (!result) throw new Error('The search gave nothing')
  return result.milliseconds
}
