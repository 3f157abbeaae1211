import { readFileSync } from 'node:fs'
import { describe as suite, expect, test } from 'vitest'
import { readCsv } from '../../core/csv/read'
import { TEST } from '../../core/dataset'
import { withRoles } from '../../core/predictions'
import dataJson from '../../reference/data.json'
import { metricNamed } from '../../ml/metrics/registry'
import { scoredOf } from '../../stages/shared/metrics-of'
import { predictionsOf } from '../refit'
import { canonical, fitChain, rolesOf } from './canonical'

const folder = new URL('../../reference/', import.meta.url)
const reference: Record<string, { models: { mlp: Record<string, number> } }> = JSON.parse(
  readFileSync(new URL('reference.json', folder), 'utf8'),
)
const METRICS: Readonly<Record<string, string>> = {
  binary: 'roc_auc',
  multiclass: 'accuracy',
  regression: 'r2',
}
const SEEDS = [0, 1, 2]

/** The score on the test rows of the canonical pipeline with the network's defaults. */
async function scoreOf(name: string, metric: string, seed: number): Promise<number> {
  const spec: { target: string; positive?: string } = dataJson[name as keyof typeof dataJson]
  const split = { method: 'column', split_column: 'split', ignore: { only: ['fold'] } }
  const links = canonical({ ...split, target: spec.target, positive: spec.positive ?? '' }, ['train/mlp'])
  const bytes = readFileSync(new URL(`data/${name}.csv`, folder))
  const { table } = await readCsv(() => new Blob([bytes]).stream())
  const { flow } = await fitChain(links, table, await rolesOf(links, table), seed)
  return metricNamed(metric).compute(scoredOf(withRoles(predictionsOf(flow), [TEST]))).value
}

suite('The neural network with its defaults', () => {
  test.each(Object.entries(dataJson))(
    "comes within 0.02 of scikit-learn's on %s, or above it, in the mean of three seeds",
    async (name, { task }) => {
      const metric = METRICS[task]!
      let sum = 0
      for (const seed of SEEDS) sum += await scoreOf(name, metric, seed)
      expect(sum / SEEDS.length).toBeGreaterThan(reference[name]!.models.mlp[metric]! - 0.02)
    },
    30_000,
  )
})
