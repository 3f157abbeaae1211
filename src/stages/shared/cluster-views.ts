import { takeRows, type DenseMatrix } from '../../core/matrix'
import type { Predictions } from '../../core/predictions'
import { permutation, type Random } from '../../core/random'
import type { Cut } from '../../core/select'
import type { View } from '../../core/view'
import { denseMatrix } from '../../ml/dense'
import type { ClusteringScored } from '../../ml/metrics/scored'
import { principalPlane } from '../../ml/principal-plane'
import { centreTable, NOISE } from './clusters'

const MOST_POINTS = 2000

/**
 * Charts of clusters: how large they are, what is typical of each, and how the rows lie.
 * @param rows the name under which the task hands the rows over
 */
export function clusterViews(
  scored: ClusteringScored,
  predictions: Predictions,
  on: string,
  rows: string,
  random: Random,
): Record<string, View> {
  const { target, space } = predictions
  const classes = Array.from(scored.clusters, (cluster) =>
    cluster < 0 ? target.classes.indexOf(NOISE) : cluster,
  )
  const counts = target.classes.map((_, k) => classes.filter((one) => one === k).length)
  return {
    sizes: {
      kind: 'bars',
      title: `Rows of each cluster of ${on}`,
      x: 'Rows',
      bars: target.classes.map((label, k) => ({ label, value: counts[k]! })),
      select: {
        rows,
        cuts: target.classes.map((label, k): Cut => ({ title: label, where: [{ of: 'predicted', is: k }] })),
      },
    },
    lie: scatter(predictions, classes, on, rows, random),
    profiles: {
      ...centreTable(
        `Mean of each cluster, as its learner saw the features, of ${on}`,
        space!.names,
        target.classes,
        meansOf(denseMatrix(space!.matrix), classes, counts),
      ),
    },
    ...(target.labels && { labels: labelTable(predictions, classes, counts, on) }),
  }
}

/** clusters x features, row-major; 0 for a cluster without rows. */
function meansOf({ rows, cols, values }: DenseMatrix, classes: readonly number[], counts: readonly number[]) {
  const means = new Float64Array(counts.length * cols)
  for (let row = 0; row < rows; row++) {
    const k = classes[row]!
    for (let j = 0; j < cols; j++) means[k * cols + j]! += values[row * cols + j]! / counts[k]!
  }
  return means
}

function scatter(
  { ids, space, target }: Predictions,
  classes: readonly number[],
  on: string,
  rows: string,
  random: Random,
): View {
  const all = ids.length <= MOST_POINTS
  const drawn = all
    ? Uint32Array.from(ids.keys())
    : permutation(ids.length, random).slice(0, MOST_POINTS).sort()
  const { points, shares } = principalPlane(denseMatrix(takeRows(space!.matrix, drawn)))
  const percent = (share: number) => `${Math.round(share * 100)}% of the variance`
  return {
    kind: 'scatter',
    title: `How ${on} lie, by cluster`,
    x: `First principal component, ${percent(shares[0])}`,
    y: `Second, ${percent(shares[1])}`,
    points: Array.from(drawn, (_, i) => [points[i * 2]!, points[i * 2 + 1]!] as const),
    groups: { labels: target.classes, of: Array.from(drawn, (row) => classes[row]!) },
    select: {
      rows,
      cuts: Array.from(drawn, (row): Cut => ({
        title: `Row ${ids[row]! + 1}`,
        where: [{ of: 'row', is: ids[row]! }],
      })),
    },
    ...(!all && { note: `${MOST_POINTS.toLocaleString('en-US')} rows, drawn at random` }),
  }
}

/** How many rows of each label every cluster has. */
function labelTable(
  { target, truth }: Predictions,
  classes: readonly number[],
  counts: readonly number[],
  on: string,
): View {
  const labels = target.labels!
  const cells = target.classes.map(() => labels.map(() => 0))
  classes.forEach((cluster, row) => {
    const label = truth[row]!
    if (label >= 0) cells[cluster]![label]!++
  })
  return {
    kind: 'table',
    title: `Clusters against "${target.column}" of ${on}`,
    columns: ['Cluster', ...labels, 'Rows'],
    rows: target.classes.map((name, k) => [name, ...cells[k]!, counts[k]!]),
  }
}
