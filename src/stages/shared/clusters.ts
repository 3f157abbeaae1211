import type { Rows, Target } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { featureMatrix, requireFinite, withScores } from '../../core/features'
import type { DenseMatrix } from '../../core/matrix'
import { rowCount, type Table } from '../../core/table'
import type { View } from '../../core/view'
import { denseMatrix } from '../../ml/dense'
import { noFeatures, requireModerate, type FittedOn } from './learner'
import { rowWeights } from './weighed-truth'

/** The name of what is in no cluster. */
export const NOISE = 'noise'

/** Clusters by number, from 1 on. */
export const clusterNames = (count: number): string[] =>
  Array.from({ length: count }, (_, k) => `cluster ${k + 1}`)

export interface ClusterData {
  readonly matrix: DenseMatrix
  /** undefined when all rows count the same. */
  readonly weights: Float64Array | undefined
  readonly on: FittedOn
}

/** The features of training rows that have no target, checked. @throws UserError when they are not ready */
export function clusterData(rows: Rows, learner: string): ClusterData {
  const { table, target } = rows
  if (!target) throw new UserError('No task is chosen.', 'Put Target and split before this stage.')
  if (target.task !== 'clustering') throw hasTarget(target, learner)
  if (rowCount(table) === 0) {
    throw new UserError(
      'There are no training rows.',
      'Look at the split and at the filters before this stage.',
    )
  }
  const features = featureMatrix(table)
  if (features.names.length === 0) throw noFeatures()
  requireFinite(features, table.ids)
  requireModerate(features)
  const columns = table.columns.filter(({ role }) => role === 'feature').map(({ name }) => name)
  return {
    matrix: denseMatrix(features.matrix),
    weights: rowWeights(rows),
    on: { columns, features: features.names },
  }
}

const hasTarget = ({ column }: Target, learner: string): UserError =>
  new UserError(
    `${learner} looks for clusters, and "${column}" is chosen as the target to predict.`,
    'Choose the task "No target" in Target and split, or a learner that predicts.',
    { column },
  )

/** @throws UserError when there are fewer distinct rows than clusters */
export function requireRows({ rows, cols, values }: DenseMatrix, clusters: number): void {
  const distinct = new Set<string>()
  for (let row = 0; row < rows && distinct.size < clusters; row++)
    distinct.add(values.subarray(row * cols, (row + 1) * cols).join())
  if (distinct.size >= clusters) return
  throw new UserError(
    rows < clusters
      ? `${clusters} clusters are wanted, and there ${rows === 1 ? 'is 1 training row' : `are ${rows} training rows`}.`
      : `${clusters} clusters are wanted, and the training rows have ${distinct.size} different ${distinct.size === 1 ? 'place' : 'places'}.`,
    'Ask for fewer clusters, or give more rows.',
  )
}

/** The rows with their membership in every cluster, which become the classes of the target. */
export function withClusters(
  data: Rows,
  classes: readonly string[],
  scores: Float64Array,
): { readonly table: Table; readonly target: Target } {
  const target: Target = { ...data.target!, classes }
  return { table: withScores(data.table, target, scores), target }
}

/** All on one cluster for every row; NaN for a row without one (-1). @returns rows x clusters, row-major */
export function memberships(clusters: Int32Array, count: number): Float64Array {
  const scores = new Float64Array(clusters.length * count)
  clusters.forEach((cluster, row) => {
    if (cluster < 0) scores.fill(Number.NaN, row * count, (row + 1) * count)
    else scores[row * count + cluster] = 1
  })
  return scores
}

const MOST_FEATURES = 1000

/** A number per cluster and feature, as a table. @param centres clusters x features, row-major */
export function centreTable(
  title: string,
  features: readonly string[],
  clusters: readonly string[],
  centres: Float64Array,
): View {
  const limit = features.length > MOST_FEATURES ? ` (the first ${MOST_FEATURES} of ${features.length})` : ''
  return {
    kind: 'table',
    title: `${title}${limit}`,
    columns: ['Feature', ...clusters],
    rows: features
      .slice(0, MOST_FEATURES)
      .map((name, j) => [name, ...clusters.map((_, k) => centres[k * features.length + j]!)]),
  }
}
