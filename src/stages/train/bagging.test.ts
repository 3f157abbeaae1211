import { expect, test, vi } from 'vitest'
import type { Refitted, TaskContext } from '../../core/context'
import { TRAIN } from '../../core/dataset'
import type { Lineage, Recipe } from '../../core/lineage'
import { defaults } from '../../core/params'
import { tableOf, testTaskContext } from '../shared/testing'
import { fitWrapper, stage } from './bagging.wrapper'

test('as many models as there is no room for are refused once the first is there', async () => {
  const learned = { rows: new Float64Array(40_000_000) }
  const node = { id: 'knn', stage: 'train/knn', version: 1, params: {}, inputs: {}, learned }
  const lineage: Lineage = { cast: { columns: [], decimal: '.', missing: [] }, nodes: [node] }
  const recipe: Recipe = { cast: lineage.cast, nodes: [] }
  const refit = vi.fn<TaskContext['refit']>(async () => ({ lineage }) as Refitted)
  const rows = { raw: tableOf({ x: [1, 2] }), roles: new Uint8Array(2).fill(TRAIN) }
  const params = { ...defaults(stage.params), n_estimators: 1000 }
  await expect(fitWrapper({ model: recipe }, rows, params, testTaskContext({ refit }))).rejects.toMatchObject(
    {
      name: 'UserError',
      message: '1,000 such models need about 320 GB of memory, which cannot be had.',
    },
  )
  expect(refit).toHaveBeenCalledOnce()
})
