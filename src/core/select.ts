import { decisionsOf, scoreWidth, argmax, type Predictions } from './predictions'

/**
 * Which rows the marks of a view are made of, as plain data: a chart shows them without knowing what it draws, and a
 * task that draws another chart writes this and no code.
 */
export interface Select {
  /** The name of the rows among those that the task hands over (`TaskResult.rows`). */
  readonly rows: string
  /** By mark, in the view's order: the cells of a matrix row by row, bars, points. */
  readonly cuts: readonly Cut[]
}

/** Rows that meet every condition, with what they are in words. */
export interface Cut {
  readonly title: string
  readonly where: readonly Condition[]
  /** The name of its rows, where they are others than the view's. */
  readonly rows?: string
}

/** One bound on what is known of a predicted row. Of several bounds all hold. */
export interface Condition {
  /**
   * `row` is the row's id, `truth` and `predicted` are class codes (-1: a class that was not in training) or numbers,
   * `error` is truth less prediction or, of classes, the probability that did not go to the true one, and `score` the
   * probability of `class`. `cell` is what the raw row holds in `column`.
   */
  readonly of: 'row' | 'truth' | 'predicted' | 'error' | 'score' | 'cell'
  readonly class?: number
  readonly column?: string
  /** Of a cell: this level, or null for one that is missing. */
  readonly level?: string | null
  readonly is?: number
  /** At least. */
  readonly from?: number
  /** More than. */
  readonly above?: number
  /** At most. */
  readonly to?: number
  /** Less than. */
  readonly below?: number
}

/** The raw cells of a column by row id: a number, a level, or null where it is missing. */
export type CellsOf = (column: string) => (id: number) => number | string | null

/** The places of the rows of a cut among the predictions, in order. */
export function rowsOfCut(
  predictions: Predictions,
  { where }: Pick<Cut, 'where'>,
  cellsOf: CellsOf = noCells,
): number[] {
  const tests = where.map((condition) => ({ value: valuesOf(predictions, condition, cellsOf), condition }))
  const chosen: number[] = []
  predictions.ids.forEach((_, row) => {
    if (tests.every(({ condition, value }) => meets(value(row), condition))) chosen.push(row)
  })
  return chosen
}

const noCells: CellsOf = (column) => {
  throw new Error(`The cells of "${column}" were not given`)
}

function meets(value: number | string | null, { above, below, from, is, level, to }: Condition): boolean {
  if (level !== undefined) return value === level
  if (typeof value !== 'number') return false
  return (
    (is === undefined || value === is) &&
    (from === undefined || value >= from) &&
    (above === undefined || value > above) &&
    (to === undefined || value <= to) &&
    (below === undefined || value < below)
  )
}

function valuesOf(
  predictions: Predictions,
  { class: code = 0, column = '', of }: Condition,
  cellsOf: CellsOf,
): (row: number) => number | string | null {
  const { ids, scores, target, truth } = predictions
  const width = scoreWidth(target)
  switch (of) {
    case 'row':
      return (row) => ids[row]!
    case 'cell': {
      const cell = cellsOf(column)
      return (row) => cell(ids[row]!)
    }
    case 'truth':
      return (row) => truth[row]!
    case 'error': {
      if (target.task === 'regression') return (row) => truth[row]! - scores[row]!
      const wrong = wrongness(predictions)
      return (row) => wrong[row]!
    }
    case 'score':
      return (row) => scores[row * width + code]!
    case 'predicted': {
      if (target.task === 'regression') return (row) => scores[row]!
      const decided = decisionsOf(predictions)
      return (row) => decided?.[row] ?? argmax(scores, row, width)
    }
  }
}

/**
 * How wrong every row is: the distance to the truth of a number, or the probability that did not go to the true class
 * (all of it for a class that the model never saw). A cluster is not wrong.
 */
export function wrongness({ scores, target, truth }: Predictions): Float64Array {
  const width = scoreWidth(target)
  if (target.task === 'clustering') return new Float64Array(truth.length)
  return target.task === 'regression'
    ? truth.map((value, row) => Math.abs(value - scores[row]!))
    : truth.map((code, row) => (code < 0 ? 1 : 1 - scores[row * width + code]!))
}
