import { describe as suite, expect, test } from 'vitest'
import type { Rows, Target } from '../../core/dataset'
import { scoresOf } from '../../core/features'
import { defaults } from '../../core/params'
import { table } from '../../core/table'
import { metricNamed } from '../../ml/metrics/registry'
import type { Scored } from '../../ml/metrics/scored'
import { canonicalMatrix, readExperiment, type DataSet, type Experiment } from '../../reference/canonical'
import { readLinearValues } from '../../reference/linear'
import { loadStage } from '../modules'
import { testContext } from '../shared/testing'

const METRICS = { binary: 'roc_auc', multiclass: 'accuracy', regression: 'r2' } as const
const { scores } = readLinearValues()
const experiments = new Map(
  [...new Set(scores.map(({ data }) => data as DataSet))].map((name) => [name, prepared(name)]),
)

/** Training and test rows with the canonical features in one vector. */
function prepared(name: DataSet) {
  const x = readExperiment(name)
  const task = x.task === 'regression' || x.task === 'binary' ? x.task : 'multiclass'
  const target: Target = { column: 'y', task, classes: x.classes, positive: x.positive }
  return { x, target, train: rowsOf(x, target, x.train), test: rowsOf(x, target, x.test) }
}

function rowsOf(x: Experiment, target: Target, rows: number[]): Rows {
  const matrix = canonicalMatrix(x, x.train, rows)
  const slots = Array.from({ length: matrix.cols }, (_, j) => `x${j}`)
  const values = Float64Array.from(rows, (row) => x.target[row]!)
  const y =
    target.task === 'regression'
      ? ({ kind: 'number', name: 'y', role: 'target', values } as const)
      : ({
          kind: 'category',
          name: 'y',
          role: 'target',
          codes: Int32Array.from(values),
          levels: x.classes,
        } as const)
  return { target, table: table([{ kind: 'vector', name: 'x', role: 'feature', slots, matrix }, y]) }
}

async function scoreOf(learner: string, name: DataSet, seed: number): Promise<number> {
  const { x, target, train, test: held } = experiments.get(name)!
  const { fit, apply, stage } = await loadStage(`train/${learner}`)
  // Its AUC is that of bare margins, which take a sixth of the time.
  const quick = learner === 'svm' && name === 'telco_churn' && { probability: 'margin' }
  const small = learner === 'decision-tree' && { max_depth: 4, min_samples_leaf: 10 }
  const params = { ...defaults(stage.params), ...quick, ...small }
  const { learned } = await fit!({ data: train }, params, testContext(seed))
  const said = scoresOf(apply!(learned, { data: held }, params).table)
  const truth = Float64Array.from(x.test, (row) => x.target[row]!)
  const { task, classes, positive } = target
  const scored: Scored =
    task === 'binary' || task === 'multiclass'
      ? { task, classes, positive, truth, scores: said }
      : { task: 'regression', truth, values: said }
  return metricNamed(METRICS[task as keyof typeof METRICS]).compute(scored).value
}

suite('Learners on the data sets', () => {
  test.each(scores)(
    "$learner on $data is as good as scikit-learn's, $score",
    async ({ data, learner, score }) => {
      const seeds = learner === 'sgd' ? [0, 1, 2, 3, 4] : [0]
      const own = await Promise.all(seeds.map((seed) => scoreOf(learner, data as DataSet, seed)))
      expect(own.reduce((sum, value) => sum + value, 0) / own.length).toBeGreaterThan(score - 0.01)
    },
    60_000,
  )
})
