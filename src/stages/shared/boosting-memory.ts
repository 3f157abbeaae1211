import type { Column } from '../../core/column'
import type { Rows } from '../../core/dataset'
import { categoryColumn, matrixColumns, numberColumn, type FeatureColumn } from '../../ml/trees/columns'
import { MOST_LEVELS } from './tree-inputs'

/** Columns as `readTreeRows` gives them, as far as memory hangs on them: nothing is copied. */
export const sketchColumns = ({ table }: Rows): FeatureColumn[] =>
  table.columns.filter(({ role }) => role === 'feature').flatMap(sketched)

function sketched(column: Column): readonly FeatureColumn[] {
  if (column.kind === 'number') return [numberColumn(column.values)]
  if (column.kind === 'category')
    return [categoryColumn(column.codes, new Int32Array(0), Math.min(column.levels.length, MOST_LEVELS + 1))]
  if (column.kind !== 'vector') return []
  const { matrix, slots } = column
  return matrix.kind === 'dense' ? matrixColumns(matrix) : slots.map(() => SPARSE)
}

/** A column of a sparse matrix mostly is of zeros and ones. */
const SPARSE: FeatureColumn = {
  levels: 0,
  read(from, to, out, at, stride) {
    for (let row = from; row < to; row++, at += stride) out[at] = 0
  },
}
