import { randomStream } from '../../core/random'
import { randomSearch } from '../../ml/search/random-search'
import type { Sampler, Trial } from '../../ml/search/space'
import { tpeSearch } from '../../ml/search/tpe'
import { optunaBests } from './optuna'
import { pythonWith } from './python'
import { median, type BenchRow } from './row'
import { FUNCTIONS, type Problem } from './search-problems'
import { logisticTuning } from './tuning-problem'

const SEEDS = 20
const TRIALS = 100
/** Who has not come there by then counts as having come there then. */
const MOST = { ours: 200, random: 1000 }

/**
 * How many trials the Parzen estimator needs to come as far as random search does in 100 (the median over 20 seeds), and
 * how far from the least it is after 100 beside Optuna's.
 */
export async function searchBench(assets: string, only = ''): Promise<BenchRow[]> {
  const python = pythonWith('optuna')
  if (!python) console.error('Optuna is not there: apt-get install python3-optuna')
  const rows: BenchRow[] = []
  const problems = [...FUNCTIONS, await logisticTuning(assets)]
  for (const problem of problems.filter(({ name }) => name.includes(only))) {
    const ours = bestsOf(tpeSearch, problem, MOST.ours)
    rows.push(besideRandom(problem, ours))
    for (const multivariate of python ? [false, true] : []) {
      const theirs = await optunaBests(python!, problem, SEEDS, TRIALS, multivariate)
      rows.push(besideOptuna(problem, ours, theirs, multivariate))
    }
  }
  return rows
}

/** The best losses so far, one list per seed. */
function bestsOf(sampler: Sampler, { loss, space }: Problem, trials: number): number[][] {
  return Array.from({ length: SEEDS }, (_, seed) => {
    const history: Trial[] = []
    const bests: number[] = []
    while (history.length < trials) {
      const point = sampler(history, space, (name) => randomStream(seed, name))
      if (!point) break
      const trial = { point, loss: loss(point) }
      history.push(trial)
      bests.push(Math.min(trial.loss, bests.at(-1) ?? Infinity))
    }
    return bests
  })
}

function besideRandom(problem: Problem, ours: readonly (readonly number[])[]): BenchRow {
  const random = bestsOf(randomSearch, problem, MOST.random)
  const wanted = median(random.map((bests) => bests[TRIALS - 1]!))
  const reached = (runs: readonly (readonly number[])[]) =>
    runs.map((bests) => {
      const at = bests.findIndex((best) => best <= wanted)
      return at < 0 ? bests.length : at + 1
    })
  const [mine, theirs] = [reached(ours), reached(random)]
  const ratio = mean(mine) / mean(theirs)
  const spread = `mean of ${SEEDS} seeds, deviation ${deviation(mine)} and ${deviation(theirs)}`
  const work = `${problem.name}: trials to ${wanted.toPrecision(4)} (${spread})`
  const counts = { ours: mean(mine), theirs: mean(theirs), ratio, unit: 'trials' }
  return { work, rival: 'random search', goal: 0.5, ...counts }
}

function besideOptuna(
  { least, name }: Problem,
  ours: readonly (readonly number[])[],
  theirs: readonly (readonly number[])[],
  multivariate: boolean,
): BenchRow {
  const gap = (runs: readonly (readonly number[])[]) =>
    median(runs.map((bests) => bests[Math.min(TRIALS, bests.length) - 1]! - least))
  const [mine, other] = [gap(ours), gap(theirs)]
  const rival = multivariate ? 'Optuna TPE, multivariate' : 'Optuna TPE'
  const work = `${name}: median distance from the least after ${TRIALS} trials, ${SEEDS} seeds`
  const ratio = mine === other ? 1 : mine / other
  return { work, rival, ours: mine, theirs: other, ratio, goal: 1, unit: 'loss' }
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length

function deviation(values: readonly number[]): string {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((one) => (one - middle) ** 2)) * (SEEDS / (SEEDS - 1))).toFixed(0)
}
