import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { trainingRows, truthOf } from '../../core/dataset'
import { featureMatrix } from '../../core/features'
import { dense, type DenseMatrix } from '../../core/matrix'
import { starter } from '../../core/pipeline/starter'
import { normal, randomStream } from '../../core/random'
import { sigmoid } from '../../ml/link'
import { fitLogistic } from '../../ml/logistic'
import { lookupStage } from '../../stages/descriptions'
import { localEngine } from '../local-engine'
import { pythonNumber, pythonWith } from './python'
import { benchRow, type BenchRow } from './row'

const RUNS = 7

/** Logistic regression against scikit-learn's default, lbfgs, on the same matrices. */
export async function logisticBench(assets: string): Promise<BenchRow[]> {
  const python = pythonWith('sklearn')
  if (!python) return []
  return [
    compare(python, 'telco churn', await telco(assets), 1),
    compare(python, 'made rows', madeRows(100_000, 50), 1),
  ]
}

interface Work {
  readonly matrix: DenseMatrix
  readonly truth: Float64Array
}

/** Telco churn as the starter prepares it. */
async function telco(assets: string): Promise<Work> {
  const pipeline = starter(
    {
      source: { stage: 'collect/sample', params: { name: 'telco_churn' } },
      name: 'bench',
      target: 'churn',
      task: 'binary',
    },
    lookupStage,
  )
  const engine = localEngine(new Map(), assets)
  engine.update(pipeline)
  await engine.run(['encode'])
  const output = engine.result('encode')?.outputs['data']
  if (output?.kind !== 'dataset') throw new Error('The pipeline gave no dataset')
  const rows = trainingRows(output.value, output.value.roles)
  const { matrix } = featureMatrix(rows.table)
  if (matrix.kind !== 'dense') throw new Error('The matrix is not dense')
  return { matrix, truth: truthOf(rows.table, output.value.target) }
}

/** Normal features, and classes drawn by a logistic model of them. */
function madeRows(rows: number, cols: number): Work {
  const random = randomStream(1, 'logistic bench')
  const values = Float64Array.from({ length: rows * cols }, () => normal(random))
  const weights = Float64Array.from({ length: cols }, () => 0.3 * normal(random))
  const truth = Float64Array.from({ length: rows }, (_, row) => {
    const score = weights.reduce((sum, weight, j) => sum + weight * values[row * cols + j]!, 0)
    return random() < sigmoid(score) ? 1 : 0
  })
  return { matrix: dense(rows, cols, values), truth }
}

function compare(python: string, name: string, { matrix, truth }: Work, goal: number): BenchRow {
  const data = join(tmpdir(), 'trainyard-bench-logistic')
  writeFileSync(`${data}.x`, matrix.values)
  writeFileSync(`${data}.y`, truth)
  const ours: number[] = []
  const theirs: number[] = []
  for (let run = 0; run < RUNS; run++) {
    ours.push(Math.min(...[1, 2, 3].map(() => timed(() => fitLogistic(matrix, truth, 2, { C: 1 })))))
    theirs.push(pythonNumber(python, SKLEARN, [data, String(matrix.rows), String(matrix.cols)]))
  }
  const work = `logistic regression, ${name}, ${matrix.rows} x ${matrix.cols}`
  return benchRow(work, ours, 'scikit-learn lbfgs, max_iter 1000', theirs, goal)
}

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** The best of three within one process, so that the import and a cold cache are not counted. */
const SKLEARN = `
import sys, time, numpy
from sklearn.linear_model import LogisticRegression
path, rows, cols = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
x = numpy.fromfile(path + '.x').reshape(rows, cols)
y = numpy.fromfile(path + '.y')
best = 1e9
for _ in range(3):
    start = time.perf_counter()
    LogisticRegression(max_iter=1000).fit(x, y)
    best = min(best, time.perf_counter() - start)
print(best * 1000)`
