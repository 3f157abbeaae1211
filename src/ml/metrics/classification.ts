import { allClassCounts, rowTotal, unseenRows, type ClassCounts, type Confusion } from './confusion'

/** 0 where there is nothing to divide by, as scikit-learn with `zero_division=0`. */
const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)

export const precision = ({ hits, predicted }: ClassCounts): number => ratio(hits, predicted)

export const recall = ({ hits, support }: ClassCounts): number => ratio(hits, support)

export const f1 = ({ hits, support, predicted }: ClassCounts): number => ratio(2 * hits, support + predicted)

export function accuracy(confusion: Confusion): number {
  return ratio(
    sumOf(confusion, ({ hits }) => hits),
    rowTotal(confusion),
  )
}

/** The mean recall of the classes in the truth; rows of an unseen class make one more class, of recall 0. */
export function balancedAccuracy(confusion: Confusion): number {
  const present = allClassCounts(confusion).filter(({ support }) => support > 0)
  const unseen = unseenRows(confusion) > 0 ? 1 : 0
  return ratio(
    present.reduce((total, one) => total + recall(one), 0),
    present.length + unseen,
  )
}

/**
 * The plain mean over the classes that stand in the truth or among the predictions, as in scikit-learn; rows of
 * an unseen class make one more class, of score 0.
 */
export function macro(confusion: Confusion, score: (counts: ClassCounts) => number): number {
  const present = allClassCounts(confusion).filter(({ support, predicted }) => support + predicted > 0)
  const unseen = unseenRows(confusion) > 0 ? 1 : 0
  return ratio(
    present.reduce((total, one) => total + score(one), 0),
    present.length + unseen,
  )
}

/** The mean weighted by the rows of each class; rows of an unseen class weigh in with score 0. */
export function weighted(confusion: Confusion, score: (counts: ClassCounts) => number): number {
  return ratio(
    sumOf(confusion, (counts) => score(counts) * counts.support),
    rowTotal(confusion),
  )
}

/**
 * Matthews correlation for any number of classes (Gorodkin 2004, as in scikit-learn); 0 when truth or predictions
 * are all one class. Unseen classes count as one more class, which is never predicted.
 */
export function matthews(confusion: Confusion): number {
  const total = rowTotal(confusion)
  const right = sumOf(confusion, ({ hits }) => hits)
  const together = sumOf(confusion, ({ support, predicted }) => support * predicted)
  const predicted = sumOf(confusion, (counts) => counts.predicted ** 2)
  const truth = sumOf(confusion, ({ support }) => support ** 2) + unseenRows(confusion) ** 2
  const spread = (total ** 2 - predicted) * (total ** 2 - truth)
  return spread === 0 ? 0 : (right * total - together) / Math.sqrt(spread)
}

function sumOf(confusion: Confusion, value: (counts: ClassCounts) => number): number {
  return allClassCounts(confusion).reduce((total, counts) => total + value(counts), 0)
}
