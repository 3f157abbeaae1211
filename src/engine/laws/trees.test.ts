import { readFileSync } from 'node:fs'
import { beforeAll, describe as suite, expect, test } from 'vitest'
import { readCsv } from '../../core/csv/read'
import { TEST } from '../../core/dataset'
import type { ParamValues } from '../../core/params'
import { withRoles } from '../../core/predictions'
import dataJson from '../../reference/data.json'
import { readTreeValues } from '../../reference/trees'
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
const SEEDS = [0, 1, 2]

/** The mean score on the test rows over some seeds. */
async function scoreOf(
  name: string,
  metric: string,
  chain: (split: ParamValues) => readonly Link[],
  seeds: readonly number[],
) {
  const spec: { target: string; positive?: string } = dataJson[name as keyof typeof dataJson]
  const split = { method: 'column', split_column: 'split', ignore: { only: ['fold'] } }
  const links = chain({ ...split, target: spec.target, positive: spec.positive ?? '' })
  const bytes = readFileSync(new URL(`data/${name}.csv`, folder))
  const { table } = await readCsv(() => new Blob([bytes]).stream())
  const roles = await rolesOf(links, table)
  let sum = 0
  for (const seed of seeds) {
    const { flow } = await fitChain(links, table, roles, seed)
    sum += metricNamed(metric).compute(scoredOf(withRoles(predictionsOf(flow), [TEST]))).value
  }
  return sum / seeds.length
}

const cases = Object.entries(dataJson).map(([name, { task }]) => ({ name, metric: METRICS[task]! }))
const extraTrees = readTreeValues().extra_trees

/** The kernel is compiled first, which takes a while. */
beforeAll(async () => void (await newKernel()), 60_000)

/** Less than 0.01 worse than scikit-learn on the canonical pipeline, or better. */
suite.each(cases)('On $name', ({ name, metric }) => {
  const { random_forest, hist_gradient_boosting } = reference[name]!.models

  test.each([
    ['train/gradient-boosting', hist_gradient_boosting![metric]!, [0]],
    ['train/random-forest', random_forest![metric]!, SEEDS],
    ['train/extra-trees', extraTrees[name]!, SEEDS],
  ])(
    '%s is as good as its counterpart in scikit-learn',
    async (learner, theirs, seeds) => {
      const ours = await scoreOf(name, metric, (split) => canonical(split, [learner]), seeds)
      expect(ours).toBeGreaterThan(theirs - 0.01)
    },
    60_000,
  )

  test('gradient boosting takes columns as they are, with gaps and levels', async () => {
    const raw = (split: ParamValues): Link[] => [['preprocess/split', split], ['train/gradient-boosting']]
    const ours = await scoreOf(name, metric, raw, [0])
    expect(ours).toBeGreaterThan(hist_gradient_boosting![metric]! - 0.01)
  })
})
