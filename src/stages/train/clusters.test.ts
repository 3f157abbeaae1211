import { describe as suite, expect, test } from 'vitest'
import type { Rows, Target } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { predictionsIn } from '../../core/predicted'
import { defaults } from '../../core/params'
import { rowCount } from '../../core/table'
import { normal, randomStream } from '../../core/random'
import { loadStage } from '../modules'
import { evaluate } from '../shared/evaluation'
import { rowsOf, testContext, type Cell } from '../shared/testing'

const NONE: Target = { column: '', task: 'clustering', classes: [], positive: -1 }
const LEARNERS = [
  'train/kmeans',
  'train/mini-batch-kmeans',
  'train/gaussian-mixture',
  'train/agglomerative',
  'train/dbscan',
] as const

/** Three heaps of rows that lie well apart, in turns. */
function heaps(rows: number): Rows {
  const random = randomStream(5, 'heaps')
  const place = [
    [0, 0],
    [12, 0],
    [0, 12],
  ]
  const at = (k: number) => Array.from({ length: rows }, (_, i) => place[i % 3]![k]! + normal(random))
  return rowsOf({ x: at(0), y: at(1) }, NONE)
}

const dataOf = (cells: Readonly<Record<string, readonly Cell[]>>): Rows => rowsOf(cells, NONE)

async function clustersOf(id: string, data: Rows, given: object = {}) {
  const { stage, fit, apply, explain } = await loadStage(id)
  const params = {
    ...defaults(stage.params),
    ...('n_clusters' in stage.params && { n_clusters: 3 }),
    ...('eps' in stage.params && { eps: 2 }),
    ...given,
  }
  const { learned } = await fit!({ data }, params, testContext())
  const out = apply!(learned, { data }, params)
  const predictions = predictionsIn(out, new Uint8Array(rowCount(out.table)))
  return { predictions, views: explain?.(learned) ?? {} }
}

suite.each(LEARNERS)('%s', (id) => {
  test(
    'finds heaps that lie apart, names them, and says how well they hold together',
    { timeout: 60_000 },
    async () => {
      const { predictions } = await clustersOf(id, heaps(90))
      const labels = { ...predictions.target, column: 'heap', labels: ['a', 'b', 'c'] }
      const truth = Float64Array.from(predictions.ids, (row) => row % 3)
      const views = evaluate({ ...predictions, target: labels, truth }, '90 rows', 'looked', testContext())
      expect(Object.keys(views)).toEqual(['figures', 'sizes', 'lie', 'profiles', 'labels'])
      const { figures } = views['figures'] as Extract<(typeof views)[string], { kind: 'figures' }>
      const value = (name: string) => figures.find((one) => one.name === name)!.value
      expect(value('adjusted_rand')).toBe(1)
      expect(value('silhouette')).toBeGreaterThan(0.7)
      expect(views['sizes']).toMatchObject({
        bars: expect.arrayContaining([{ label: 'cluster 1', value: 30 }]),
      })
      expect(views['lie']).toMatchObject({ groups: { of: { length: 90 } }, points: { length: 90 } })
    },
  )

  test.each([
    [
      'a target',
      { ...heaps(9), target: { ...NONE, task: 'regression', column: 'y' } as Target },
      'as the target to predict',
    ],
    ['no rows', dataOf({ x: [] }), 'There are no training rows.'],
    ['missing cells', dataOf({ x: [1, null, 3] }), 'Column "x" has missing values'],
    ['categories', dataOf({ x: ['a', 'b', 'c'] }), 'a learner needs numbers'],
  ])('refuses %s in words', async (_, data, message) => {
    await expect(clustersOf(id, data)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(message),
    })
  })

  test('says of one row, of constant columns and of too few rows what is the matter, or clusters them', async () => {
    for (const data of [dataOf({ x: [4] }), dataOf({ x: [4, 4, 4, 4] }), heaps(2)]) {
      const answer: unknown = await clustersOf(id, data).then(
        () => 'clusters.',
        (error: unknown) => (error instanceof UserError ? error.message : error),
      )
      expect(answer).toMatch(/\.$/)
    }
  })
})

test('k-means says how many places there are when more clusters are wanted', async () => {
  await expect(clustersOf('train/kmeans', heaps(2))).rejects.toThrow(
    '3 clusters are wanted, and there are 2 training rows.',
  )
  await expect(clustersOf('train/kmeans', dataOf({ x: [4, 4, 4] }))).rejects.toThrow(
    'have 1 different place.',
  )
})
