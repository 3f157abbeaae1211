import type { ColumnKind } from '../../core/column'
import type { RowTrace, TracedCell } from '../../state/hooks'

/** One column of the data on its way: what it was, and what it is after every step. */
export interface TraceLine {
  readonly name: string
  readonly kind: ColumnKind
  readonly raw: TracedCell | undefined
  /** Per step; undefined where a step does not have the column. */
  readonly cells: readonly (TracedCell | undefined)[]
}

/** A row's way with the data's columns below each other and the steps beside each other. */
export function traceLines({ raw, steps }: RowTrace): TraceLine[] {
  const kinds = new Map<string, ColumnKind>()
  for (const { kind, name } of [raw, ...steps.map(({ cells }) => cells)].flat()) {
    if (!kinds.has(name)) kinds.set(name, kind)
  }
  const find = (cells: readonly TracedCell[]) => new Map(cells.map((cell) => [cell.name, cell]))
  const given = find(raw)
  const after = steps.map(({ cells }) => find(cells))
  return [...kinds].map(([name, kind]) => ({
    name,
    kind,
    raw: given.get(name),
    cells: after.map((cells) => cells.get(name)),
  }))
}

/** Whether a step made another thing of the column, or the column itself. */
export const isTouched = ({ cells }: TraceLine): boolean =>
  cells.some((cell) => cell !== undefined && cell.change !== 'same')
