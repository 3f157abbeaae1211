import { describe as suite, expect, test } from 'vitest'
import { EXCLUDED, TEST, TRAIN } from '../../core/dataset'
import { withRoles } from '../../core/predictions'
import { tableOf } from '../../stages/shared/testing'
import { canonicalMatrix, readExperiment, type DataSet } from '../../reference/canonical'
import { readScores, SCORE_METRICS } from '../../reference/scores'
import { metricNamed } from '../../ml/metrics/registry'
import { scoredOf } from '../../stages/shared/metrics-of'
import { predictionsOf, refit } from '../refit'
import { productStages } from '../stages'
import { recipeOf, wrap } from './canonical'

const signal = new AbortController().signal

/** Bagged trees on the canonical features, which are the raw table here. */
async function scoreOf(name: DataSet, seed: number): Promise<number> {
  const x = readExperiment(name)
  const all = Array.from(x.target.keys())
  const { cols, values } = canonicalMatrix(x, x.train, all)
  const cells = Array.from({ length: cols }, (_, j) => [`x${j}`, all.map((row) => values[row * cols + j]!)])
  const y = all.map((row) => x.classes[x.target[row]!] ?? x.target[row]!)
  const raw = tableOf({ ...Object.fromEntries(cells), y })
  const roles = new Uint8Array(all.length).fill(EXCLUDED)
  for (const row of x.train) roles[row] = TRAIN
  for (const row of x.test) roles[row] = TEST
  const positive = x.classes[x.positive] ?? ''
  const model = recipeOf([['preprocess/split', { target: 'y', positive }], ['train/decision-tree']])
  const recipe = wrap('train/bagging', { model: { ...model, name: 'tree' } })
  const { flow } = await refit({ recipe, raw, roles, seed }, productStages, signal)
  const metric = SCORE_METRICS[x.task as keyof typeof SCORE_METRICS]
  return metricNamed(metric).compute(scoredOf(withRoles(predictionsOf(flow), [TEST]))).value
}

/** Where the scores of scikit-learn's five seeds lie this close together, one tells as much as their mean. */
const CLOSE = 0.015

suite('Bagging', () => {
  test.each(readScores().filter(({ learner }) => learner === 'bagging'))(
    "of trees on $data is as good as scikit-learn's, $score",
    async ({ data, score, spread }) => {
      const seeds = spread < CLOSE ? [0] : [0, 1, 2, 3, 4]
      let sum = 0
      for (const seed of seeds) sum += await scoreOf(data, seed)
      expect(sum / seeds.length).toBeGreaterThan(score - 0.01)
    },
  )
})
