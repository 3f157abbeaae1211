import { trainingRows, truthOf } from '../../core/dataset'
import { featureMatrix } from '../../core/features'
import type { DenseMatrix } from '../../core/matrix'
import { starter } from '../../core/pipeline/starter'
import { randomStream } from '../../core/random'
import { fClassif } from '../../ml/f-test'
import { binaryProbabilities } from '../../ml/link'
import { fitLogistic } from '../../ml/logistic'
import { logLoss } from '../../ml/metrics/probability'
import { foldsOf } from '../../ml/splits/folds'
import { stratifiedKFold } from '../../ml/splits/stratified-k-fold'
import type { Point, Space } from '../../ml/search/space'
import { lookupStage } from '../../stages/descriptions'
import { localEngine } from '../local-engine'
import type { Problem } from './search-problems'

const STRENGTHS = 25
const FOLDS = 3

/**
 * A real tuning problem: log loss in folds of a logistic regression on the k best columns of the breast cancer data. All
 * its points are measured beforehand, so that the least is known.
 */
export async function logisticTuning(assets: string): Promise<Problem> {
  const { matrix, truth } = await cancer(assets)
  const fold = stratifiedKFold(truth, FOLDS, randomStream(0, 'folds'))
  const folds = foldsOf(fold).map(({ train, held }) => {
    const own = rowsOf(matrix, train)
    const labels = Float64Array.from(train, (row) => truth[row]!)
    const { scores } = fClassif(own, labels, 2)
    const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!)
    return {
      own,
      labels,
      other: rowsOf(matrix, held),
      wanted: Float64Array.from(held, (row) => truth[row]!),
      order,
    }
  })
  const table = new Map<string, number>()
  const space: Space = [
    { name: 'C', range: { kind: 'int', min: 0, max: STRENGTHS - 1 } },
    { name: 'k', range: { kind: 'int', min: 1, max: matrix.cols } },
    { name: 'fit_intercept', range: { kind: 'choice', options: [true, false] } },
  ]
  const measure = ([strength, k, fitIntercept]: Point): number => {
    const C = 10 ** (-4 + (8 * Number(strength)) / (STRENGTHS - 1))
    const losses = folds.map(({ labels, order, other, own, wanted }) => {
      const chosen = order.slice(0, Number(k))
      const { coef, intercept } = fitLogistic(columnsOf(own, chosen), labels, 2, {
        C,
        fitIntercept: fitIntercept === true,
      })
      const values = columnsOf(other, chosen)
      const scores = Float64Array.from({ length: values.rows }, (_, i) =>
        chosen.reduce((sum, __, j) => sum + coef[j]! * values.values[i * values.cols + j]!, intercept[0]!),
      )
      return logLoss(wanted, binaryProbabilities(scores), 2)
    })
    return losses.reduce((sum, one) => sum + one, 0) / FOLDS
  }
  for (let strength = 0; strength < STRENGTHS; strength++) {
    for (let k = 1; k <= matrix.cols; k++) {
      for (const on of [true, false]) table.set(`${strength} ${k} ${on}`, measure([strength, k, on]))
    }
  }
  return {
    name: `logistic regression on breast cancer: C, k best, intercept (${table.size} points)`,
    space,
    least: Math.min(...table.values()),
    loss: (point) => table.get(point.join(' '))!,
  }
}

async function cancer(assets: string): Promise<{ matrix: DenseMatrix; truth: Float64Array }> {
  const source = { stage: 'collect/sample', params: { name: 'breast_cancer' } }
  const pipeline = starter({ source, name: 'bench', target: 'diagnosis', task: 'binary' }, lookupStage)
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

function rowsOf({ cols, values }: DenseMatrix, rows: Uint32Array): DenseMatrix {
  const taken = new Float64Array(rows.length * cols)
  rows.forEach((row, i) => taken.set(values.subarray(row * cols, (row + 1) * cols), i * cols))
  return { kind: 'dense', rows: rows.length, cols, values: taken }
}

function columnsOf({ cols, rows, values }: DenseMatrix, chosen: readonly number[]): DenseMatrix {
  const taken = new Float64Array(rows * chosen.length)
  for (let i = 0; i < rows; i++)
    chosen.forEach((j, at) => (taken[i * chosen.length + at] = values[i * cols + j]!))
  return { kind: 'dense', rows, cols: chosen.length, values: taken }
}
