import { compareGolden, type Golden } from '../core/bundle'
import { UserError } from '../core/errors'
import { castRows } from '../core/csv/cast'
import { parseCsv } from '../core/csv/parse-text'
import { tableCsv } from '../core/csv/write'
import { scoresOf } from '../core/features'
import { parseLineage } from '../core/lineage-json'
import { predictedColumns } from '../core/predictions-table'
import type { Target } from '../core/dataset'
import { applies } from '../stages/apply'
import { inputColumns, predict } from './predict'

export interface BundledModel {
  /** Text rows as they stand in a file; `warnings` say what could not be read. */
  predictRows(header: readonly string[], rows: readonly (readonly string[])[]): Predicted
  /** A CSV in, a CSV with `prediction` and `probability_CLASS` out, a line per row, in order. */
  predictCsv(csv: Uint8Array): { csv: Uint8Array[]; rows: number; warnings: readonly string[] }
  /** Why the golden rows do not come out as they did where the model was made, or null. */
  verify(golden: Golden): string | null
}

interface Predicted {
  readonly target: Target
  /** rows x classes, row-major; rows x 1 for a regression. */
  readonly scores: Float64Array
  readonly warnings: readonly string[]
}

/** The model of a bundle from the text of its `lineage.json`. @throws UserError when that is broken. */
export function bundledModel(lineageJson: string): BundledModel {
  const lineage = parseLineage(lineageJson)

  function predictRows(header: readonly string[], rows: readonly (readonly string[])[]): Predicted {
    const { table, warnings } = castRows(lineage.cast, header, rows)
    const predicted = predict(lineage, table, applies)
    const wanted = inputColumns(
      predicted,
      lineage.cast.columns.map(({ name }) => name),
    )
    if (!wanted.some((name) => header.includes(name))) {
      throw new UserError(
        'None of the columns that the model needs is among these rows.',
        `It needs: ${wanted.slice(0, 20).join(', ')}${wanted.length > 20 ? ', ...' : ''}.`,
      )
    }
    const unneeded = new Set(
      lineage.cast.columns.map(({ name }) => name).filter((name) => !wanted.includes(name)),
    )
    return {
      target: predicted.target!,
      scores: scoresOf(predicted.table),
      warnings: warnings
        .filter(({ column }) => !column || !unneeded.has(column))
        .map(({ message }) => message),
    }
  }

  return {
    predictRows,
    predictCsv(csv) {
      const { header, rows } = parseCsv(csv, 'auto')
      const { target, scores, warnings } = predictRows(header, rows)
      const ids = Uint32Array.from(rows, (_, i) => i)
      const table = { columns: predictedColumns(target, scores, new Set()), ids }
      return { csv: tableCsv(table, { escapeFormulas: false }), rows: rows.length, warnings }
    },
    verify: (golden) => compareGolden(golden, predictRows(golden.header, golden.rows).scores),
  }
}
