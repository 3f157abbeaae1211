import type { SearchRange } from '../../core/search'
import type { ParallelAxis, View } from '../../core/view'
import { cellOf, historyOf, isWhole, type Tuned } from './tuned'

/** More lines than this cannot be told apart. */
const MOST = 400

/** The trials on all rows that worked, a line each over the parameters and the score. */
export function parallelView(tuned: Tuned): View {
  const { metric, space, trials } = tuned
  const history = historyOf(tuned)
  const known = [...trials.keys()].filter((i) => isWhole(trials[i]!) && Number.isFinite(history[i]!.loss))
  const shown = new Set(known.toSorted((a, b) => history[a]!.loss - history[b]!.loss).slice(0, MOST))
  const kept = known.filter((i) => shown.has(i))
  const best = kept.indexOf(tuned.best)
  return {
    kind: 'parallel',
    title: 'Every trial over its parameters',
    axes: [...space.map(axisOf), { title: metric.title, lessIsBetter: !metric.greaterIsBetter }],
    lines: kept.map((i) => ({
      label: `Trial ${i + 1}`,
      values: [...trials[i]!.point.map((value, d) => placeOf(space[d]!.range, value)), trials[i]!.mean],
    })),
    ...(best >= 0 && { best }),
    ...(kept.length < known.length && { note: `The best ${kept.length} of ${known.length} trials.` }),
  }
}

function axisOf({ node, of, range, title }: Tuned['space'][number]): ParallelAxis {
  const named = { title, of: { node, title: of } }
  if (range.kind === 'choice') return { ...named, levels: range.options.map((one) => String(cellOf(one))) }
  return range.log ? { ...named, log: true } : named
}

const placeOf = (range: SearchRange, value: number | string | boolean): number =>
  range.kind === 'choice' ? range.options.indexOf(value) : Number(value)
