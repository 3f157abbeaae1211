import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rocAuc } from '../../ml/metrics/roc-curve'
import type { FeatureColumn } from '../../ml/trees/columns'
import { pythonWith } from './python'
import { withFiles } from './tree-rival'
import { boosting, columnsOf } from './tree-works'
import { measuredData } from './trees-data'

const TRAINING = 1_000_000
const HELD_OUT = 200_000
/** About 1% around 0.1: the AUC of one run swings by 0.0025 when any setting moves so little, whoever trains. */
const RATES = [0.0985, 0.099, 0.0995, 0.1005, 0.101, 0.1015]

/** What six runs of boosting reach on rows that they have not seen, beside six of XGBoost; prints a table. */
export async function treeQuality(assets: string): Promise<void> {
  const python = pythonWith('xgboost')
  if (!python) throw new Error('There is no Python with xgboost. Install python3-xgboost.')
  const data = measuredData(TRAINING + HELD_OUT)
  const isPositive = data.y.subarray(TRAINING)
  const all = columnsOf(data)
  const truth = Float64Array.from(data.y.subarray(0, TRAINING))
  const ours: number[] = []
  const theirs: number[] = []
  await withFiles(data, async (path) => {
    const sizes = [TRAINING + HELD_OUT, all.length, TRAINING, 1].map(String)
    const script = join(assets, '../scripts/tree-quality-rival.py')
    execFileSync(python, [script, path, ...sizes, ...RATES.map(String)])
    for (const [k, rate] of RATES.entries()) {
      const chances = new Float32Array(new Uint8Array(readFileSync(`${path}.${k}`)).buffer)
      theirs.push(rocAuc(isPositive, Float64Array.from(chances)))
      const { predict } = await boosting(all, truth, 'xgboost', { rate })
      const said = predict(all.map(heldOut), HELD_OUT)
      ours.push(
        rocAuc(
          isPositive,
          said.filter((_, i) => i % 2 === 1),
        ),
      )
    }
  })
  print(ours, theirs)
}

const heldOut = ({ levels, read }: FeatureColumn): FeatureColumn => ({
  levels,
  read: (from, to, ...more) => read(TRAINING + from, TRAINING + to, ...more),
})

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function deviation(values: readonly number[]): number {
  const middle = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1))
}

function print(ours: readonly number[], theirs: readonly number[]): void {
  const row = (...cells: (string | number)[]) =>
    console.log(`| ${cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(5) : cell)).join(' | ')} |`)
  row('boosting, 1,000,000 x 28: AUC of 200,000 other rows', 'ours', 'xgboost hist')
  row('---', '---:', '---:')
  RATES.forEach((rate, k) => row(`learning rate ${rate}`, ours[k]!, theirs[k]!))
  row('mean', mean(ours), mean(theirs))
  row('standard deviation', deviation(ours), deviation(theirs))
  const behind = mean(theirs) - mean(ours)
  const verdict = behind <= deviation(theirs) ? 'met' : 'missed'
  const side = behind > 0 ? 'below' : 'above'
  console.log(
    `Ours lies ${Math.abs(behind).toFixed(5)} ${side} XGBoost's; at most one standard deviation below: ${verdict}.`,
  )
}
