import { join } from 'node:path'
import { nodeHelpers } from '../node-helpers'
import { pythonWith } from './python'
import { benchRow, type BenchRow } from './row'
import { rivalTimes, withFiles } from './tree-rival'
import { timeWork, TREE_WORKS, type TreeTimes, type TreeWork } from './tree-works'
import type { TreeData } from './trees-data'

/** Bytes that boosting 1,000,000 x 28 may take beside the data. */
const MOST_MEMORY = 130e6

/** Where our own code runs. */
export interface Place {
  /** Behind the work in the table. */
  readonly name: string
  /** @returns undefined where it cannot be measured */
  run(work: TreeWork, data: TreeData): Promise<TreeTimes | undefined>
}

export const inNode: Place = {
  name: 'Node',
  run: async (work, data) =>
    timeWork(work, work.threads > 1 ? await nodeHelpers(work.threads - 1) : undefined, data),
}

/**
 * Boosting and forests, binning included, by our kernel: against XGBoost and scikit-learn.
 * @param only words that the work to be measured has; with `predict` among them it is fitted once
 */
export async function treesBench(
  assets: string,
  only = '',
  places: readonly Place[] = [inNode],
): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  const words = only.replace(/\bpredict\b/, '').trim()
  const isPrediction = words !== only.trim()
  for (const one of TREE_WORKS.filter(({ work }) => work.includes(words))) {
    if (isPrediction && one.predictGoal === undefined) continue
    const python = pythonWith(one.rival === 'xgboost' ? 'xgboost' : 'sklearn')
    const script = join(assets, '../scripts/trees-rival.py')
    if (python) rows.push(...(await measure(one, isPrediction ? 1 : one.rounds, python, script, places)))
  }
  return isPrediction ? rows.filter(({ work }) => work.includes('predict')) : rows
}

async function measure(
  one: TreeWork,
  rounds: number,
  python: string,
  script: string,
  places: readonly Place[],
): Promise<BenchRow[]> {
  const data = one.data()
  const ours = places.map((): TreeTimes[] => [])
  const theirs: Omit<TreeTimes, 'memory'>[] = []
  await withFiles(data, async (path) => {
    for (let round = 0; round < rounds; round++) {
      for (const [k, place] of places.entries()) {
        const times = await place.run(one, data)
        if (times) ours[k]!.push(times)
      }
      theirs.push(rivalTimes(python, script, one, data, path))
    }
  })
  return places.flatMap(({ name }, k) => (ours[k]!.length > 0 ? rowsOf(one, name, ours[k]!, theirs) : []))
}

function rowsOf(
  { goal, predictGoal, title, ...one }: TreeWork,
  place: string,
  ours: readonly TreeTimes[],
  theirs: readonly Omit<TreeTimes, 'memory'>[],
): BenchRow[] {
  const work = `${one.work}; ${place}`
  const of = <T>(times: readonly T[], take: (one: T) => number) => times.map(take)
  const rows = [
    benchRow(
      work,
      of(ours, ({ fit }) => fit),
      title,
      of(theirs, ({ fit }) => fit),
      goal,
    ),
  ]
  if (one.work.includes('1,000,000')) {
    const used = of(ours, ({ memory }) => memory / 1e6)
    const most = used.map(() => MOST_MEMORY / 1e6)
    rows.push({ ...benchRow(`${work}: memory`, used, 'what it may take', most, 1), unit: 'MB' })
  }
  if (predictGoal === undefined) return rows
  const predicted = of(ours, ({ predict }) => predict)
  const others = of(theirs, ({ predict }) => predict)
  return [...rows, benchRow(`${work}: predict 100,000 rows`, predicted, title, others, predictGoal)]
}
