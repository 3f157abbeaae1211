/** How often each class was taken for each. */
export interface Confusion {
  readonly classes: number
  /** truth × predicted, row-major. */
  readonly counts: Float64Array
  /** Predictions for rows of a class that the model never saw (truth -1): always wrong. */
  readonly unseen: Float64Array
}

/** @param truth class codes, -1 for a class that the model never saw @param predicted class codes */
export function confusionMatrix(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): Confusion {
  const counts = new Float64Array(classes * classes)
  const unseen = new Float64Array(classes)
  for (let i = 0; i < truth.length; i++) {
    const code = truth[i]!
    if (code >= 0) counts[code * classes + predicted[i]!]!++
    else unseen[predicted[i]!]!++
  }
  return { classes, counts, unseen }
}

/** What precision, recall and F1 are made of, for one class. */
export interface ClassCounts {
  readonly hits: number
  /** Rows of this class. */
  readonly support: number
  /** Rows taken for this class, unseen ones too. */
  readonly predicted: number
}

export function classCounts({ classes, counts, unseen }: Confusion, code: number): ClassCounts {
  let support = 0
  let predicted = unseen[code]!
  for (let k = 0; k < classes; k++) {
    support += counts[code * classes + k]!
    predicted += counts[k * classes + code]!
  }
  return { hits: counts[code * classes + code]!, support, predicted }
}

export const allClassCounts = (confusion: Confusion): ClassCounts[] =>
  Array.from({ length: confusion.classes }, (_, code) => classCounts(confusion, code))

export const unseenRows = ({ unseen }: Confusion): number => unseen.reduce((total, count) => total + count, 0)

export const rowTotal = (confusion: Confusion): number =>
  confusion.counts.reduce((total, count) => total + count, 0) + unseenRows(confusion)
