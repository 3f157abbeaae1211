import { sortedCategory, type Column } from '../core/column'
import { oncePer } from '../core/once-per'
import { decisionsOf, takePredictions, type Predictions } from '../core/predictions'
import { predictedColumns } from '../core/predictions-table'
import { rowsOfCut, wrongness, type CellsOf, type Cut } from '../core/select'
import { UserError } from '../core/errors'
import { findColumn, takeTable, type Table } from '../core/table'
import type { RawCells } from './protocol'
import type { LookedAtBy } from './result'

/**
 * The rows behind a mark as a table: the truth, what was predicted, how wrong that is, and the raw columns; the most
 * wrong first. Made rows, which have no raw row, are not among them.
 */
export function cutTable(
  { predictions }: Pick<LookedAtBy, 'predictions'>,
  raw: Table,
  cut: Pick<Cut, 'where'>,
): Table {
  const wrong = wrongness(predictions)
  const places = placesById(raw)
  const rows = rowsOfCut(predictions, cut, cellsIn(raw))
    .filter((row) => places.has(predictions.ids[row]!))
    .sort((a, b) => wrong[b]! - wrong[a]!)
  const chosen = takePredictions(predictions, rows)
  const given = takeTable(
    raw,
    Uint32Array.from(chosen.ids, (id) => places.get(id)!),
  )
  const target = given.columns.find(({ name }) => name === predictions.target.column)
  const others = given.columns.filter((column) => column !== target)
  return {
    ids: chosen.ids,
    columns: [
      ...(target ? [{ ...target, role: 'target' as const }] : []),
      ...saidColumns(chosen, new Set(given.columns.map(({ name }) => name))),
      ...others,
    ],
  }
}

const cellsIn =
  (raw: Table): CellsOf =>
  (name) => {
    const column = findColumn(raw, name)
    const places = placesById(raw)
    const at = (id: number) => places.get(id) ?? -1
    if (column?.kind === 'number' || column?.kind === 'time')
      return (id) => numberOrNull(column.values[at(id)])
    if (column?.kind === 'category') return (id) => column.levels[column.codes[at(id)] ?? -1] ?? null
    return () => null
  }

const numberOrNull = (value = Number.NaN): number | null => (Number.isNaN(value) ? null : value)

/** What was predicted, by how much it is wrong, and the probabilities. */
function saidColumns(predictions: Predictions, taken: ReadonlySet<string>): Column[] {
  const { scores, target, truth } = predictions
  const [prediction, ...probabilities] = predictedColumns(target, scores, taken)
  const decided = decisionsOf(predictions)
  const said =
    decided && prediction
      ? sortedCategory(prediction.name, 'prediction', decided, target.classes)
      : prediction!
  const values =
    target.task === 'regression' ? truth.map((value, row) => value - scores[row]!) : wrongness(predictions)
  const names = new Set([...taken, said.name, ...probabilities.map(({ name }) => name)])
  const error: Column = { kind: 'number', name: freeName('error', names), role: 'prediction', values }
  return [said, ...(target.task === 'clustering' ? [] : [error]), ...probabilities]
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let tried = name
  for (let n = 2; taken.has(tried); n++) tried = `${name}_${n}`
  return tried
}

/** The cells of a raw column for rows by id. @throws UserError for text, which has no order */
export function rawCells(raw: Table, name: string, ids: readonly number[]): RawCells {
  const column = findColumn(raw, name)
  const places = placesById(raw)
  const at = ids.map((id) => places.get(id) ?? -1)
  if (column?.kind === 'number' || column?.kind === 'time')
    return { values: Float64Array.from(at, (row) => column.values[row] ?? Number.NaN) }
  if (column?.kind !== 'category')
    throw new UserError(`Column "${name}" cannot be drawn along an axis.`, 'Choose another.')
  const { codes, levels } = column
  return {
    levels,
    values: Float64Array.from(at, (row) => ((codes[row] ?? -1) < 0 ? Number.NaN : codes[row]!)),
  }
}

/** The place of every row of a table by its id. */
export const placesById = oncePer(
  ({ ids }: Table): ReadonlyMap<number, number> => new Map(Array.from(ids, (id, row) => [id, row])),
)

/** The table of the cut that was asked for last: its rows are fetched in windows. */
export class LastCut {
  #last: { readonly from: LookedAtBy['predictions']; readonly key: string; readonly table: Table } | undefined

  table(from: LookedAtBy & { readonly raw: Table }, { where }: Pick<Cut, 'where'>): Table {
    const key = JSON.stringify(where)
    const last = this.#last
    if (last && last.from === from.predictions && last.key === key) return last.table
    const table = cutTable(from, from.raw, { where })
    this.#last = { from: from.predictions, key, table }
    return table
  }
}
