import { expect, test } from 'vitest'
import type { CategoryColumn } from '../core/column'
import { tableOf } from '../stages/shared/testing'
import { withColumns, withoutColumns, takeTable, type Table } from '../core/table'
import { beforeAfter } from './before-after'
import type { Output } from './result'
import { rawTrail } from './trail'

const trail = rawTrail({ columns: [], decimal: '.', missing: [] }, 'key', 'data', 'hash')
const tableOutput = (value: Table): Output => ({ kind: 'table', value, trail })
const given = tableOf({ a: [1, null, 3], b: ['x', 'y', null], c: [7, 8, 9] })

test('columns that were changed, made and lost, each on both sides; those that hold the same are as before', async () => {
  const changed = tableOf({ a: [1, 2, 3], c: [7, 8, 9], d: [0, 0, 1] })
  const after = withoutColumns(withColumns(given, changed.columns), new Set(['b']))
  const found = await beforeAfter([tableOutput(given)], tableOutput(after))
  expect(found).toMatchObject({ rows: [3, 3], width: [3, 3], excluded: [0, 0] })
  expect(found.columns.map(({ change, name }) => [name, change])).toEqual([
    ['a', 'changed'],
    ['d', 'made'],
    ['b', 'lost'],
  ])
  expect([found.columns[0]!.before?.missing, found.columns[0]!.after?.missing]).toEqual([1, 0])
})

test('a level more that no row has changes nothing', async () => {
  const wider = {
    ...given.columns[1]!,
    levels: ['a', 'x', 'y'],
    codes: Int32Array.of(1, 2, -1),
  } as CategoryColumn
  const { columns } = await beforeAfter([tableOutput(given)], tableOutput(withColumns(given, [wider])))
  expect(columns).toEqual([])
})

test('rows that are lost, and a source that has nothing before it', async () => {
  const fewer = takeTable(given, Uint32Array.of(0, 2))
  expect((await beforeAfter([tableOutput(given)], tableOutput(fewer))).rows).toEqual([3, 2])
  const source = await beforeAfter([], tableOutput(given))
  expect(source.columns.map(({ change }) => change)).toEqual(['made', 'made', 'made'])
})

test('a learner keeps the columns and adds what it says', async () => {
  const target = { column: 'y', task: 'regression', classes: [], positive: -1 } as const
  const roles = Uint8Array.of(0, 0, 2)
  const dataset: Output = {
    kind: 'dataset',
    trail,
    value: { table: tableOf({ x: [1, 2, 3], y: [1, 2, 3] }), target, roles },
  }
  const predictions = {
    target,
    ids: Uint32Array.of(0, 1, 2),
    truth: Float64Array.of(1, 2, 3),
    scores: Float64Array.of(1, 2, 3),
    roles,
  }
  const lineage = { cast: trail.cast, nodes: [] }
  const model: Output = {
    kind: 'model',
    trail,
    value: { name: 'm', lineage, predictions, origin: { seed: 0, data: '' } },
  }
  const found = await beforeAfter([dataset], model)
  expect(found).toMatchObject({ width: [2, 3], columns: [{ name: 'prediction', change: 'made' }] })
})
