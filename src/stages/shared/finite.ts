import type { NumberColumn } from '../../core/column'
import { UserError } from '../../core/errors'

/** @throws UserError that names the first infinite cell. Missing ones pass. */
export function refuseInfinite({ name, values }: NumberColumn, ids: Uint32Array): void {
  const at = values.findIndex((value) => Math.abs(value) === Infinity)
  if (at < 0) return
  const row = ids[at]! + 1
  throw new UserError(
    `Column "${name}" has an infinite value (first in row ${row}).`,
    'Name it a missing marker in the source (for example "inf") and impute it, or ignore the column.',
    { column: name, row },
  )
}
