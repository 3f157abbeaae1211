import type { Context } from '../../core/context'
import { rowsWithRole, TRAIN, VALIDATION, type RowRoles } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { permutation, type Random } from '../../core/random'
import type { View } from '../../core/view'
import type { FoldRows, NamedFold } from './draw-folds'
import type { Tuned } from './tuned'

/** Fewer rows of a class than this tell too little for a rung of halving. */
const LEAST_PER_CLASS = 20

/** The smallest share of a fold's training rows that a rung of halving begins with, up to 1. */
export function leastShareOf({ target }: FoldRows, folds: readonly NamedFold[]): number {
  const fewest = Math.min(...folds.map(({ train }) => train.length))
  return Math.min(1, (LEAST_PER_CLASS * Math.max(2, target.classes.length)) / fewest)
}

/** Training rows in random order, of every class the same share in any beginning. */
export function fairOrder({ target, truth }: FoldRows, train: Uint32Array, random: Random): Uint32Array {
  const mixed = Array.from(permutation(train.length, random), (at) => train[at]!)
  if (target.task === 'regression' || target.task === 'clustering') return Uint32Array.from(mixed)
  const counts = new Map<number, number>()
  for (const row of mixed) counts.set(truth[row]!, (counts.get(truth[row]!) ?? 0) + 1)
  const seen = new Map<number, number>()
  const places = mixed.map((row) => {
    const place = seen.get(truth[row]!) ?? 0
    seen.set(truth[row]!, place + 1)
    return { row, at: (place + 0.5) / counts.get(truth[row]!)! }
  })
  return Uint32Array.from(
    places.sort((a, b) => a.at - b.at),
    ({ row }) => row,
  )
}

/** Training rows train and validation rows are held out. @throws UserError when there are none */
export function validationFold(roles: RowRoles): NamedFold {
  const held = rowsWithRole(roles, VALIDATION)
  if (held.length > 0) return { name: 'Validation rows', train: rowsWithRole(roles, TRAIN), held }
  throw new UserError(
    'There are no validation rows to search on.',
    'Give Target and split a share of them, or search on folds of the training rows.',
  )
}

/** Shows what was found so far, at most ten times a second. */
export function showing(
  context: Pick<Context, 'view'>,
  viewsOf: (found: Tuned) => Readonly<Record<string, View>>,
): (found: Tuned) => void {
  let shown = -Infinity
  return (found) => {
    if (performance.now() - shown < 100) return
    shown = performance.now()
    for (const [id, view] of Object.entries(viewsOf(found))) context.view(id, view)
  }
}
