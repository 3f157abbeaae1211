import type { Target } from '../../core/dataset'
import { UserError } from '../../core/errors'

/** @param what it is that compares with a target, as a sentence begins @throws UserError for a model of clusters */
export function requireTarget({ task }: Pick<Target, 'task'>, what: string): void {
  if (task !== 'clustering') return
  throw new UserError(
    `${what} needs a target, and this model has none: it looks for clusters.`,
    'Choose a target in Target and split, or leave this node out.',
  )
}
