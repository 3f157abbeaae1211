import { UserError } from '../../core/errors'
import type { Rows, Target } from '../../core/dataset'
import { scoresOf, withScores } from '../../core/features'
import { scoreWidth } from '../../core/predictions'
import type { Table } from '../../core/table'
import { requireTarget } from './requires-target'

/** What a model that is made of models keeps of its target: their own thresholds are theirs. */
export type EnsembleTarget = Omit<Target, 'threshold'>

/** @throws UserError for a model of clusters: those of one model are not those of another */
export function ensembleTarget({ column, task, classes, positive }: Target): EnsembleTarget {
  requireTarget({ task }, 'An ensemble')
  return { column, task, classes, positive }
}

/**
 * The rows of several models with the scores that were made of theirs. A column counts as one that no prediction looks
 * at only where none of the models does.
 */
export function ensembleRows(rows: readonly Rows[], target: EnsembleTarget, scores: Float64Array): Rows {
  const [first, ...others] = rows.map(({ table }) => table)
  const isUsed = (name: string) => others.some((other) => !isUnused(other, name))
  const columns = first!.columns.filter(({ name, role }) => role === 'feature' || !isUsed(name))
  return { table: withScores({ ...first!, columns }, target, scores), target }
}

const isUnused = (table: Table, name: string): boolean =>
  table.columns.some((column) => column.name === name && column.role !== 'feature')

/**
 * The scores of a model by the classes of the target: a model that was fitted on fewer of them gives the others 0.
 * @returns rows x classes, row-major, or rows x 1.
 */
export function scoresFor({ table, target: own }: Rows, target: EnsembleTarget): Float64Array {
  const scores = scoresOf(table)
  if (!own || target.task === 'regression') return scores
  const places = own.classes.map((label) => target.classes.indexOf(label))
  if (places.length === target.classes.length && places.every((place, k) => place === k)) return scores
  const [from, to] = [scoreWidth(own), scoreWidth(target)]
  const placed = new Float64Array((scores.length / from) * to)
  for (let row = 0; row < scores.length / from; row++)
    places.forEach((place, k) => {
      if (place >= 0) placed[row * to + place] = scores[row * from + k]!
    })
  return placed
}

/** @throws UserError when the models predict different things */
export function requireSameTarget(targets: readonly Target[], names: readonly string[]): void {
  const [first] = targets
  targets.forEach(({ column, task }, i) => {
    if (column === first!.column && task === first!.task) return
    throw new UserError(
      `"${names[0]}" predicts "${first!.column}" (${first!.task}) and "${names[i]}" predicts "${column}" (${task}).`,
      'Wire in models of the same target and task.',
    )
  })
}
