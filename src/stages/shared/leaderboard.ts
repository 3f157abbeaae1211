import type { ModelBeside, View } from '../../core/view'
import { pairedTest, type PairedTest } from '../../ml/paired-tests'
import { orNull, type FoldScores } from './fold-scores'

/** A model on the folds that all share. */
export interface Entry {
  readonly name: string
  /** That it comes out of; null for the baseline. */
  readonly node: string | null
  /** Of the baseline. */
  readonly made?: ModelBeside
  readonly scores: FoldScores
  /** Mean of the folds. */
  readonly fitSeconds: number
  readonly predictSeconds: number
}

/** How a model stands to the best one. */
export type Verdict = 'best' | 'tie' | 'worse' | 'open' | 'unknown'

export interface Ranked extends Entry {
  readonly verdict: Verdict
  /** Of its score less the best one's, so turned that more is better. */
  readonly test: PairedTest | null
}

const SURE = 0.95

const VERDICTS: Readonly<Record<Verdict, string>> = {
  best: 'Best mean',
  tie: 'A tie with the best',
  worse: 'Worse than the best',
  open: 'Not told apart from the best',
  unknown: 'Not tested',
}

/** The best mean first. @param ratio held-out rows over training rows @param rope differences up to this count as none */
export function ranked(entries: readonly Entry[], ratio: number, rope: number): Ranked[] {
  const sign = entries[0]!.scores.metric.greaterIsBetter ? 1 : -1
  const height = ({ scores: { mean } }: Entry) => (Number.isNaN(mean) ? -Infinity : sign * mean)
  const order = entries.toSorted((a, b) => height(b) - height(a))
  const best = order[0]!.scores.values
  return order.map((entry, place) => {
    if (place === 0) return { ...entry, verdict: 'best', test: null }
    const differences = entry.scores.values.map((value, k) => sign * (value - best[k]!))
    const known = differences.length > 1 && !differences.some(Number.isNaN)
    const test = known ? pairedTest(differences, ratio, rope) : null
    return { ...entry, test, verdict: test ? verdictOf(test) : 'unknown' }
  })
}

function verdictOf({ left, within }: PairedTest): Verdict {
  if (within > SURE) return 'tie'
  return left > SURE ? 'worse' : 'open'
}

const namesOf = (models: readonly Ranked[], verdict: Verdict): string =>
  models
    .filter((one) => one.verdict === verdict)
    .map(({ name }) => `"${name}"`)
    .join(', ')

/** Who leads, and from whom it cannot be told apart. */
export function outcome(models: readonly Ranked[]): string {
  const ties = namesOf(models, 'tie')
  const open = namesOf(models, 'open')
  const lead = `"${models[0]!.name}" has the best mean`
  if (ties && open) return `${lead}; ${ties}: a tie; ${open}: not told apart.`
  if (ties) return `${lead}, in a tie with ${ties}.`
  return open ? `${lead}, but is not told apart from ${open}.` : `${lead}.`
}

export function leaderboardViews(models: readonly Ranked[], on: string, rope: number): Record<string, View> {
  const { metric } = models[0]!.scores
  const tested = models.filter(({ test }) => test !== null)
  return {
    leaderboard: {
      kind: 'table',
      title: `Leaderboard by ${metric.title} over ${on}. ${outcome(models)}`,
      columns: [
        'Model',
        metric.title,
        'Standard deviation',
        '95% from',
        '95% to',
        'Against the best',
        'Seconds to fit',
        'Seconds to predict',
      ],
      rows: models.map(({ name, scores, verdict, fitSeconds, predictSeconds }) => [
        name,
        ...[scores.mean, scores.std, scores.low, scores.high].map(orNull),
        VERDICTS[verdict],
        fitSeconds,
        predictSeconds,
      ]),
      models: models.map(({ made, node }) => node ?? made ?? null),
    },
    ...(tested.length > 0 && { tests: testTable(tested, models[0]!.name, rope) }),
  }
}

const testTable = (models: readonly Ranked[], best: string, rope: number): View => ({
  kind: 'table',
  title: `Tests against "${best}" on the same folds; differences up to ${rope} count as none`,
  columns: [
    'Model',
    'Difference (more is better)',
    't, corrected',
    'p, corrected',
    'Probably worse',
    'Probably equal',
    'Probably better',
    'Verdict',
  ],
  rows: models.map(({ name, test, verdict }) => [
    name,
    ...[test!.mean, test!.t, test!.p, test!.left, test!.within, test!.right].map(orNull),
    VERDICTS[verdict],
  ]),
})
