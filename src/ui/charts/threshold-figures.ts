import type { Cut } from '../../core/select'
import type { Figure, View } from '../../core/view'

type ThresholdView = Extract<View, { kind: 'threshold' }>
type Stop = ThresholdView['stops'][number]

/** The confusion matrix at a stop, as a view of its own. */
export function confusionAt(
  view: ThresholdView,
  { fp, threshold, tp }: Stop,
): Extract<View, { kind: 'confusion' }> {
  const { negative, negatives, positive, positives, select } = view
  return {
    kind: 'confusion',
    title: `Confusion matrix at ${threshold.toFixed(3)}`,
    classes: [negative, positive],
    counts: [
      [negatives - fp, fp],
      [positives - tp, tp],
    ],
    ...(select && { select: { rows: select.rows, cuts: cutsAt(view, select.positive, threshold) } }),
  }
}

/** The rows of every cell when the positive class begins at a threshold. */
function cutsAt({ negative, positive }: ThresholdView, code: number, threshold: number): Cut[] {
  const sides = [{ below: threshold }, { from: threshold }]
  const names = [negative, positive]
  return [1 - code, code].flatMap((is, truth) =>
    sides.map((side, said) => ({
      title: `True “${names[truth]}”, predicted “${names[said]}” at ${threshold.toFixed(3)}`,
      where: [
        { of: 'truth', is },
        { of: 'score', class: code, ...side },
      ],
    })),
  )
}

/** What the counts at a stop come to; a share of nothing is not defined. */
export function figuresAt({ negatives, positives }: ThresholdView, { fp, tp }: Stop): Figure[] {
  const share = (part: number, whole: number) => (whole === 0 ? Number.NaN : part / whole)
  const sensitivity = share(tp, positives)
  const specificity = share(negatives - fp, negatives)
  return [
    { name: 'at_accuracy', title: 'Accuracy', value: share(tp + negatives - fp, positives + negatives) },
    { name: 'at_balanced', title: 'Balanced accuracy', value: (sensitivity + specificity) / 2 },
    { name: 'at_precision', title: 'Precision', value: share(tp, tp + fp) },
    { name: 'at_recall', title: 'Recall', value: sensitivity },
    { name: 'at_specificity', title: 'Specificity', value: specificity },
    { name: 'at_f1', title: 'F1', value: share(2 * tp, tp + fp + positives) },
  ]
}
