import type { CategoryColumn, Column } from '../../core/column'
import type { Rows } from '../../core/dataset'
import { featureMatrix } from '../../core/features'
import { findColumn, rowCount, takeTable, type Table } from '../../core/table'
import { categoryColumn, matrixColumns, numberColumn, type FeatureColumn } from '../../ml/trees/columns'
import { columnOf } from './columns'
import { frequentLevels } from './frequent-levels'
import { noFeatures } from './learner'

/** How one column of a table becomes features of trees. */
export type TreeInput =
  | { readonly kind: 'number'; readonly column: string }
  | { readonly kind: 'vector'; readonly column: string; readonly slots: readonly string[] }
  | ({ readonly kind: 'category'; readonly column: string } & LevelBins)

/**
 * Bins of levels. With more levels than MOST_LEVELS the rare ones share the bin `other`, and so does every level
 * that never came up; without (-1) such a level counts as missing.
 */
export interface LevelBins {
  readonly levels: readonly string[]
  readonly bins: Int32Array
  readonly other: number
}

/** Levels with a bin of their own; one more is for the others, and one for what is missing. */
export const MOST_LEVELS = 254

export interface TreeInputs {
  readonly inputs: readonly TreeInput[]
  /** A name for each feature. */
  readonly features: readonly string[]
}

export interface TreeRows extends TreeInputs {
  readonly columns: readonly FeatureColumn[]
}

/** Gives each level a number, from 0 on; `count` is of levels and others. */
type OrderBins = (codes: Int32Array, count: number) => Int32Array

/**
 * The features of training rows as trees take them: numbers with gaps, vectors, and raw categories.
 * @param order of a category's bins, where it matters; its levels are then numbers
 * @throws UserError when there are none, or for a text or a time
 */
export function readTreeRows({ table }: Rows, order?: OrderBins): TreeRows {
  const chosen = table.columns.filter(({ role }) => role === 'feature')
  const inputs = chosen.map((column) => inputFor(column, order))
  const features = chosen.flatMap(namesOf)
  if (features.length === 0) throw noFeatures()
  return { inputs, features, columns: treeColumns({ inputs, features }, table, order !== undefined) }
}

/** Texts and times are refused in the words of `featureMatrix`. */
function namesOf(column: Column): readonly string[] {
  if (column.kind === 'category') return [column.name]
  return featureMatrix(takeTable({ columns: [column], ids: new Uint32Array(0) }, new Uint32Array(0))).names
}

function inputFor(column: Column, order: OrderBins | undefined): TreeInput {
  const { name } = column
  if (column.kind === 'vector') return { kind: 'vector', column: name, slots: column.slots }
  if (column.kind !== 'category') return { kind: 'number', column: name }
  return { kind: 'category', column: name, ...levelBins(column, order) }
}

function levelBins({ codes, levels }: CategoryColumn, order: OrderBins | undefined): LevelBins {
  const kept = frequentLevels(codes, levels.length, MOST_LEVELS)
  const others = kept.length < levels.length
  const map = new Int32Array(levels.length).fill(others ? kept.length : -1)
  kept.forEach((code, bin) => (map[code] = bin))
  const size = kept.length + (others ? 1 : 0)
  const moved = order?.(
    codes.map((code) => (code < 0 ? -1 : map[code]!)),
    size,
  )
  const bins = Int32Array.from({ length: size }, (_, bin) => moved?.[bin] ?? bin)
  return {
    levels: kept.map((code) => levels[code]!),
    bins: bins.slice(0, kept.length),
    other: others ? bins[kept.length]! : -1,
  }
}

/** The same features of any rows; columns that came later are not looked at. */
export function treeColumns(
  { inputs, features }: TreeInputs,
  rows: Table,
  ordered: boolean,
): readonly FeatureColumn[] {
  const columns = inputs.flatMap((input) => columnsFor(input, rows, ordered))
  if (columns.length !== features.length) {
    throw new Error(`${columns.length} features come in, and the model was trained on ${features.length}`)
  }
  return columns
}

function columnsFor(input: TreeInput, rows: Table, ordered: boolean): readonly FeatureColumn[] {
  if (input.kind === 'number') return [numberColumn(columnOf(rows, input.column, 'number').values)]
  if (input.kind === 'vector') return matrixColumns(columnOf(rows, input.column, 'vector').matrix)
  const size = ordered ? 0 : input.levels.length + (input.other >= 0 ? 1 : 0)
  const found = findColumn(rows, input.column)
  // A column without a single known cell is read as numbers.
  if (found?.kind === 'number' && found.values.every(Number.isNaN))
    return [categoryColumn(new Int32Array(rowCount(rows)).fill(-1), new Int32Array(0), size)]
  const { codes, levels } = columnOf(rows, input.column, 'category')
  const index = new Map(input.levels.map((level, k) => [level, input.bins[k]!]))
  return [
    categoryColumn(
      codes,
      Int32Array.from(levels, (level) => index.get(level) ?? input.other),
      size,
    ),
  ]
}
