import { rebuildLevels, type CategoryColumn, type Column, type NumberColumn } from '../../core/column'
import { UserError } from '../../core/errors'
import { findColumn, type Table } from '../../core/table'
import type { Subject } from '../../core/task'
import type { SurfaceAxis } from '../../core/view'
import { fClassif, fRegression } from '../../ml/f-test'
import { finiteOfSorted, median, quantileOfSorted, sortedKnown } from '../../ml/statistics'

type AxisColumn = NumberColumn | CategoryColumn

const MOST_LEVELS = 30

/**
 * The two columns to draw: those that were chosen, and for the rest the numbers that tell most of the target by an
 * F-test on the training rows, then categories. They hang on the data alone, so that they are the same while a model
 * learns and when it is done.
 * @param training some of the training rows, with the truth of each
 * @throws UserError for a choice that is no axis, or when there are fewer than two columns
 */
export function axisColumns(
  { columns, target }: Subject,
  training: { readonly table: Table; readonly truth: Float64Array },
  chosen: readonly [string, string],
): [AxisColumn, AxisColumn] {
  for (const name of chosen) {
    if (name === '') continue
    if (name === target.column) {
      throw new UserError(`"${name}" is what is predicted.`, 'Choose another column.', { column: name })
    }
    if (!columns.includes(name) || !asAxis(findColumn(training.table, name))) {
      throw new UserError(
        `"${name}" is no number or category that the model looks at.`,
        'Choose another column, or leave it empty.',
        { column: name },
      )
    }
  }
  if (chosen[0] !== '' && chosen[0] === chosen[1]) {
    throw new UserError(`Both axes are "${chosen[0]}".`, 'Choose two different columns.', {
      column: chosen[0],
    })
  }
  const open = columns.flatMap((name) => asAxis(findColumn(training.table, name)) ?? [])
  const ranked = byTelling(open, training.truth, target.classes.length).filter(
    ({ name }) => !chosen.includes(name),
  )
  const [x, y] = chosen.map((name) => (name === '' ? ranked.shift() : open.find((one) => one.name === name)))
  if (x && y) return [x, y]
  throw new UserError(
    'A surface needs two columns with numbers or categories that the model looks at.',
    'Ignore fewer columns in Target and split.',
  )
}

const asAxis = (column: Column | undefined): AxisColumn | undefined =>
  column?.kind === 'number' || column?.kind === 'category' ? column : undefined

/** Numbers, the one that tells most of the truth first, then categories. */
function byTelling(columns: readonly AxisColumn[], truth: Float64Array, classes: number): AxisColumn[] {
  const numbers = columns.filter((column) => column.kind === 'number')
  const rows = [...truth.keys()].filter((row) => isKnown(truth[row]!, classes))
  const values = new Float64Array(rows.length * numbers.length)
  numbers.forEach((column, j) => {
    const middle = median(column.values.filter(Number.isFinite)) || 0
    rows.forEach((row, i) => {
      const value = column.values[row]!
      values[i * numbers.length + j] = Number.isFinite(value) ? value : middle
    })
  })
  const matrix = { kind: 'dense' as const, rows: rows.length, cols: numbers.length, values }
  const known = Float64Array.from(rows, (row) => truth[row]!)
  const { scores } = classes > 0 ? fClassif(matrix, known, classes) : fRegression(matrix, known)
  const order = [...numbers.keys()].toSorted((a, b) => scores[b]! - scores[a]! || a - b)
  return [...order.map((j) => numbers[j]!), ...columns.filter((column) => column.kind === 'category')]
}

/** Whether the truth is a number, or a class that the model knows. */
export const isKnown = (truth: number, classes: number): boolean =>
  Number.isFinite(truth) && (classes === 0 || truth >= 0)

/** An axis over what the training rows hold, without the outermost hundredth at either end. */
export function axisOf(column: AxisColumn, steps: number): SurfaceAxis {
  if (column.kind === 'category') {
    const { levels, codes } = rebuildLevels(column) as CategoryColumn
    const counts = levels.map(() => 0)
    for (const code of codes) if (code >= 0) counts[code]!++
    const frequent = [...levels.keys()].toSorted((a, b) => counts[b]! - counts[a]!).slice(0, MOST_LEVELS)
    return {
      kind: 'level',
      column: column.name,
      levels: frequent.toSorted((a, b) => a - b).map((code) => levels[code]!),
    }
  }
  const sorted = finiteOfSorted(sortedKnown(column.values))
  if (sorted.length === 0) return { kind: 'number', column: column.name, low: 0, high: 1, steps }
  const [low, high] = [quantileOfSorted(sorted, 0.01), quantileOfSorted(sorted, 0.99)]
  const margin = high > low ? (high - low) * 0.05 : Math.abs(low) * 0.05 || 0.5
  return { kind: 'number', column: column.name, low: low - margin, high: high + margin, steps }
}

export const cellsOf = (axis: SurfaceAxis): number =>
  axis.kind === 'number' ? axis.steps : axis.levels.length
