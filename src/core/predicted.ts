import { truthOf, type RowRoles, type Rows } from './dataset'
import { featureMatrix, scoresOf } from './features'
import type { Predictions } from './predictions'

/** What the learner at the end says of every row. @throws Error when there is none */
export function predictionsIn({ table, target }: Rows, roles: RowRoles): Predictions {
  if (!target) throw new Error('The model does not know its target')
  const said = { target, ids: table.ids, truth: truthOf(table, target), scores: scoresOf(table), roles }
  return target.task === 'clustering' ? { ...said, space: featureMatrix(table) } : said
}
