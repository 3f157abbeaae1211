import { readFileSync } from 'node:fs'
import { beforeAll, describe as suite, expect, test } from 'vitest'
import { readCsv } from '../../core/csv/read'
import { TEST } from '../../core/dataset'
import type { ParamValues } from '../../core/params'
import { withRoles } from '../../core/predictions'
import dataJson from '../../reference/data.json'
import { metricNamed } from '../../ml/metrics/registry'
import { newKernel } from '../../ml/trees/kernel'
import { scoredOf } from '../../stages/shared/metrics-of'
import { predictionsOf } from '../refit'
import { canonical, fitChain, rolesOf, type Link } from './canonical'

const folder = new URL('../../reference/', import.meta.url)
const reference: Record<string, { models: Record<string, Record<string, number>> }> = JSON.parse(
  readFileSync(new URL('reference.json', folder), 'utf8'),
)
const METRICS: Readonly<Record<string, string>> = {
  binary: 'roc_auc',
  multiclass: 'accuracy',
  regression: 'r2',
}

/** The score on the test rows. */
async function scoreOf(name: string, metric: string, chain: (split: ParamValues) => readonly Link[]) {
  const spec: { target: string; positive?: string } = dataJson[name as keyof typeof dataJson]
  const split = { method: 'column', split_column: 'split', ignore: { only: ['fold'] } }
  const links = chain({ ...split, target: spec.target, positive: spec.positive ?? '' })
  const bytes = readFileSync(new URL(`data/${name}.csv`, folder))
  const { table } = await readCsv(() => new Blob([bytes]).stream())
  const roles = await rolesOf(links, table)
  const { flow } = await fitChain(links, table, roles)
  return metricNamed(metric).compute(scoredOf(withRoles(predictionsOf(flow), [TEST]))).value
}

const cases = Object.entries(dataJson).map(([name, { task }]) => ({ name, metric: METRICS[task]! }))

/** The kernel is compiled first, which takes a while. */
beforeAll(async () => void (await newKernel()), 60_000)

/** Less than 0.01 worse than scikit-learn's on the canonical pipeline, or better. */
suite.each(cases)('Gradient boosting on $name', ({ name, metric }) => {
  const theirs = reference[name]!.models['hist_gradient_boosting']![metric]!

  test.each<[string, (split: ParamValues) => Link[]]>([
    ['in the canonical pipeline', (split) => canonical(split, ['train/gradient-boosting'])],
    ['of columns as they are', (split) => [['preprocess/split', split], ['train/gradient-boosting']]],
  ])('%s is as good', async (_, chain) => {
    expect(await scoreOf(name, metric, chain)).toBeGreaterThan(theirs - 0.01)
  })
})
