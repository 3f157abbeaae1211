import { beforeAll, describe as suite, expect, test } from 'vitest'
import { scoresOf } from '../../core/features'
import { defaults, type ParamValues } from '../../core/params'
import { metricNamed } from '../../ml/metrics/registry'
import type { Scored } from '../../ml/metrics/scored'
import { newKernel } from '../../ml/trees/kernel'
import { prepared, readScores, SCORE_METRICS, type Prepared, type ScoreCase } from '../../reference/scores'
import { stages } from '../descriptions'
import { loadStage } from '../modules'
import { testContext } from '../shared/testing'

const scores = readScores()
/** A wrapper fits what engine/laws/bagging.test.ts compares. */
const cases = scores.filter(({ learner }) => learner !== 'bagging')
const ready = new Map<string, Prepared>()

/** Each data set is read once, for the learners that take the same features of it. */
function rowsFor({ data, features }: ScoreCase): Prepared {
  const key = `${data}, ${features}`
  if (!ready.has(key)) ready.set(key, prepared(data, features))
  return ready.get(key)!
}

async function scoreOf(one: ScoreCase, seed: number, more: ParamValues): Promise<number> {
  const { target, train, test: held, truth } = rowsFor(one)
  const { fit, apply, stage } = await loadStage(`train/${one.learner}`)
  // The AUC of bare margins takes a sixth of the time.
  const quick = one.learner === 'svm' && target.task === 'binary' && { probability: 'margin' }
  const params = { ...defaults(stage.params), ...quick, ...one.params, ...more }
  const { learned } = await fit!({ data: train }, params, testContext(seed))
  const said = scoresOf(apply!(learned, { data: held }, params).table)
  const { task, classes, positive } = target
  const scored: Scored =
    task === 'regression' ? { task, truth, values: said } : { task, classes, positive, truth, scores: said }
  return metricNamed(SCORE_METRICS[task]).compute(scored).value
}

/** Those whose answers are not approached but reckoned, so that their scores are the same. */
const isExact = ({ learner, spread }: ScoreCase): boolean =>
  spread === 0 && /^(dummy|knn|.*-nb|decision-tree)$/.test(learner)

/** Where scikit-learn's own runs lie this close together, one tells as much as their mean. */
const CLOSE = 0.01

/** Parameters for each run that is averaged over. */
function runsOf({ learner, rates, spread }: ScoreCase): readonly ParamValues[] {
  const all = rates?.map((learning_rate) => ({ learning_rate })) ?? [{}]
  if (spread < CLOSE) return [all[all.length >> 1]!]
  // Neighbours are averaged over orders of the rows there; here the earlier of those at the same distance count.
  if (rates || learner === 'knn') return all
  const runs = learner === 'decision-tree' ? (spread > 10 * CLOSE ? 50 : 10) : 5
  return Array.from({ length: runs }, () => ({}))
}

/** The kernel is compiled first, which takes a while. */
beforeAll(async () => void (await newKernel()), 60_000)

async function meanScore(one: ScoreCase): Promise<number> {
  const runs = runsOf(one)
  let sum = 0
  for (const [seed, more] of runs.entries()) sum += await scoreOf(one, seed, more)
  return sum / runs.length
}

suite('Learners on the data sets', () => {
  test.each(cases.filter(isExact))(
    "$learner $params on $data scores as scikit-learn's, $score",
    async (one) => {
      expect(Math.abs((await meanScore(one)) - one.score)).toBeLessThanOrEqual(1e-6)
    },
  )

  test.each(cases.filter((one) => !isExact(one)))(
    "$learner $params on $data is as good as scikit-learn's, $score",
    async (one) => {
      expect(await meanScore(one)).toBeGreaterThan(one.score - 0.01)
    },
  )

  test('leave out none that is not compared elsewhere', () => {
    const linear = ['linear', 'ridge', 'logistic']
    const clusters = ['kmeans', 'mini-batch-kmeans', 'gaussian-mixture', 'dbscan', 'agglomerative']
    const learners = stages.filter(({ id, kind }) => id.startsWith('train/') && kind === 'step')
    const compared = new Set(scores.map(({ learner }) => learner))
    const missing = learners.map(({ id }) => id.slice(6)).filter((id) => !compared.has(id))
    expect(missing.sort()).toEqual([...linear, ...clusters, 'isolation-forest', 'mlp'].sort())
  })
})
