import type { Cut } from '../../core/select'
import type { Series, View } from '../../core/view'
import { accuracy, f1, macro, precision, recall, weighted } from '../../ml/metrics/classification'
import {
  allClassCounts,
  confusionMatrix,
  rowTotal,
  unseenRows,
  type Confusion,
} from '../../ml/metrics/confusion'
import { averagePrecision, precisionRecallCurve } from '../../ml/metrics/precision-recall-curve'
import { rocAuc, rocCurve } from '../../ml/metrics/roc-curve'
import { decisions, isClass, scoresOfClass, type ClassificationScored } from '../../ml/metrics/scored'
import { certainty } from './certainty'
import { curveMarks, marked, onPrecisionRecall, onRoc } from './curve-marks'
import { gainViews } from './gain-views'
import { reliabilityView } from './reliability-view'
import { thinnedCurve } from './thinned-curve'
import { thresholdLook } from './threshold-look'

/** A chart with more curves cannot be read. */
const MOST_CURVES = 10

/** Tables and curves of a classification; only classes whose curve is defined have one. */
export function classViews(scored: ClassificationScored, on: string, rows: string): Record<string, View> {
  const confusion = confusionMatrix(scored.truth, decisions(scored), scored.classes.length)
  const codes = curveClasses(scored, confusion)
  const marks = codes.map((code) => curveMarks(scored, code, codes.length))
  const which = scored.task === 'binary' ? on : `${on}, each class against the others`
  return {
    classes: perClass(scored, confusion, on),
    confusion: {
      kind: 'confusion',
      title: `Confusion matrix of ${on}`,
      classes: scored.classes,
      counts: scored.classes.map((_, truth) =>
        Array.from(confusion.counts.subarray(truth * confusion.classes, (truth + 1) * confusion.classes)),
      ),
      select: { rows, cuts: cellCuts(scored.classes) },
    },
    ...(codes.length > 0 && {
      roc: {
        kind: 'curve',
        title: `ROC curve of ${which}`,
        x: 'False positive rate',
        y: 'True positive rate',
        series: codes.map((code) => rocSeries(scored, code)),
        reference: 'diagonal',
        ...marked(marks, rows, onRoc),
      },
      'precision-recall': {
        kind: 'curve',
        title: `Precision and recall of ${which}`,
        x: 'Recall',
        y: 'Precision',
        series: codes.map((code) => precisionRecallSeries(scored, code)),
        ...(scored.task === 'binary' && { reference: prevalence(scored, codes[0]!) }),
        ...marked(marks, rows, onPrecisionRecall),
      },
      ...gainViews(scored, codes, which, marks, rows),
      reliability: reliabilityView(scored, codes, which, rows),
      ...(scored.task === 'binary' && { threshold: thresholdLook(scored, on, rows) }),
    }),
    certainty: certainty(scored, on, rows),
  }
}

/** As scikit-learn's classification_report. */
function perClass({ classes }: ClassificationScored, confusion: Confusion, on: string): View {
  const unseen = unseenRows(confusion)
  const total = rowTotal(confusion)
  const averages = (title: string, average: typeof macro) => [
    title,
    average(confusion, precision),
    average(confusion, recall),
    average(confusion, f1),
    total,
  ]
  const rows = allClassCounts(confusion).map((counts, code) => [
    classes[code]!,
    precision(counts),
    recall(counts),
    f1(counts),
    counts.support,
  ])
  return {
    kind: 'table',
    title: `Classes of ${on}`,
    columns: ['Class', 'Precision', 'Recall', 'F1', 'Rows'],
    rows: [
      ...rows,
      ...(unseen > 0 ? [['(a class that was not in training)', null, 0, 0, unseen]] : []),
      ['Accuracy', null, null, accuracy(confusion), total],
      averages('Macro average', macro),
      averages('Weighted average', weighted),
    ],
  }
}

/** The rows of every cell of a confusion matrix. */
const cellCuts = (classes: readonly string[]): Cut[] =>
  classes.flatMap((truth, row) =>
    classes.map((said, column) => ({
      title: `True “${truth}”, predicted “${said}”`,
      where: [
        { of: 'truth', is: row },
        { of: 'predicted', is: column },
      ],
    })),
  )

/** The positive class, or the most frequent ones; each with rows of its own and rows of others. */
function curveClasses({ task, positive, truth }: ClassificationScored, confusion: Confusion): number[] {
  const support = allClassCounts(confusion).map((counts) => counts.support)
  const candidates = task === 'binary' ? [positive] : support.map((_, code) => code)
  return candidates
    .filter((code) => support[code]! > 0 && support[code]! < truth.length)
    .sort((a, b) => support[b]! - support[a]! || a - b)
    .slice(0, MOST_CURVES)
    .sort((a, b) => a - b)
}

export function rocSeries(scored: ClassificationScored, code: number): Series {
  const isPositive = isClass(scored, code)
  const scores = scoresOfClass(scored, code)
  const { falsePositiveRate: x, truePositiveRate: y } = rocCurve(isPositive, scores, {
    dropIntermediate: true,
  })
  return {
    label: scored.classes[code]!,
    points: thinnedCurve(x, y),
    note: `AUC ${rocAuc(isPositive, scores).toFixed(3)}`,
  }
}

export function precisionRecallSeries(scored: ClassificationScored, code: number): Series {
  const isPositive = isClass(scored, code)
  const scores = scoresOfClass(scored, code)
  const { recall: x, precision: y } = precisionRecallCurve(isPositive, scores)
  return {
    label: scored.classes[code]!,
    points: thinnedCurve(x, y),
    note: `Average precision ${averagePrecision(isPositive, scores).toFixed(3)}`,
  }
}

const prevalence = (scored: ClassificationScored, code: number): number =>
  isClass(scored, code).reduce((count, one) => count + one, 0) / scored.truth.length
