import { sortedCategory, type Column } from './column'
import type { Target } from './dataset'
import { decide, scoreWidth, type Predictions } from './predictions'
import type { Table } from './table'

/** Predictions as a table: the truth, what was predicted, and a probability per class. */
export function predictionsTable({ target, ids, truth, scores }: Predictions): Table {
  const known = truthColumn(target, truth)
  const taken = new Set(known.map(({ name }) => name))
  return { ids, columns: [...known, ...predictedColumns(target, scores, taken)] }
}

/** None for a clustering without a column to compare with. */
function truthColumn(target: Target, truth: Float64Array): Column[] {
  if (target.column === '') return []
  if (target.task === 'regression')
    return [{ kind: 'number', name: target.column, role: 'target', values: truth }]
  const codes = Int32Array.from(truth, (code) => (code >= 0 ? code : -1))
  return [sortedCategory(target.column, 'target', codes, target.labels ?? target.classes)]
}

/**
 * `prediction`, and `probability_CLASS` for every class; a name that is taken gets a number behind it.
 * `scores` is rows x classes, or rows x 1. A row without scores (NaN) has no prediction.
 */
export function predictedColumns(target: Target, scores: Float64Array, taken: ReadonlySet<string>): Column[] {
  const names = new Set(taken)
  const free = (name: string): string => {
    let tried = name
    for (let n = 2; names.has(tried); n++) tried = `${name}_${n}`
    names.add(tried)
    return tried
  }
  const width = scoreWidth(target)
  const rows = scores.length / width
  if (target.task === 'regression')
    return [{ kind: 'number', name: free('prediction'), role: 'prediction', values: scores }]
  const codes = Int32Array.from({ length: rows }, (_, row) =>
    Number.isNaN(scores[row * width]!) ? -1 : decide(scores, row, target),
  )
  return [
    sortedCategory(free('prediction'), 'prediction', codes, target.classes),
    ...target.classes.map((label, k): Column => ({
      kind: 'number',
      name: free(`probability_${label}`),
      role: 'prediction',
      values: Float64Array.from({ length: rows }, (_, row) => scores[row * width + k]!),
    })),
  ]
}
