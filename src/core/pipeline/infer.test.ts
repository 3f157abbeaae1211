import { expect, test } from 'vitest'
import type { ColumnInfo } from '../column'
import { columns, types } from '../declare-params'
import { selectColumns } from '../check-params'
import { describe as stageOf, type StageDescription } from '../stage'
import { connect, addNode } from './acts'
import { columnsInto, columnsToChoose, inferColumns } from './infer'
import { emptyPipeline, type Pipeline } from './pipeline'

const source = stageOf({
  id: 'collect/toy',
  version: 1,
  title: 'Toy',
  summary: '',
  kind: 'task',
  params: { types: types('Types') },
  inputs: {},
  outputs: { table: 'table' },
  infer: (_, params) => params.types.map(({ name, kind }): ColumnInfo => ({ name, kind, role: 'feature' })),
})

const which = columns('Columns', { kinds: ['number'] })
const drop = stageOf({
  id: 'preprocess/drop',
  version: 1,
  title: 'Drop',
  summary: '',
  kind: 'step',
  params: { columns: which },
  inputs: { data: 'table' },
  outputs: { data: 'table' },
  infer: ({ data = [] }, params) => {
    const gone = selectColumns(which, params.columns, data)
    return data.filter(({ name }) => !gone.includes(name))
  },
})

const same = stageOf({ ...drop, id: 'preprocess/same', infer: undefined })

const all: readonly StageDescription[] = [source, drop, same]
const lookup = (id: string) => all.find((stage) => stage.id === id)

function chain(only: readonly string[]): Pipeline {
  const typed = [
    { name: 'a', kind: 'number' },
    { name: 'b', kind: 'category' },
  ]
  let pipeline = addNode(emptyPipeline(), source, { x: 0, y: 0 }, { types: typed })
  pipeline = addNode(pipeline, drop, { x: 0, y: 0 }, { columns: { only } })
  pipeline = addNode(pipeline, same, { x: 0, y: 0 })
  const link = (from: string, out: string, to: string) =>
    connect(pipeline, { from: { node: from, port: out }, to: { node: to, port: 'data' } }, lookup)
  pipeline = link('toy', 'table', 'drop')
  return link('drop', 'data', 'same')
}

const names = (infos: readonly ColumnInfo[] | undefined) => infos?.map(({ name }) => name)

test('columns are known down the graph before anything runs', () => {
  const pipeline = chain(['a'])
  const inferred = inferColumns(pipeline, lookup)
  expect(names(inferred.get('toy'))).toEqual(['a', 'b'])
  expect(names(inferred.get('drop'))).toEqual(['b'])
  expect(names(inferred.get('same'))).toEqual(['b'])
  expect(names(columnsInto(pipeline, 'same', inferred)['data'])).toEqual(['b'])
  expect(names(columnsToChoose(drop, pipeline, 'drop', inferred, lookup))).toEqual(['a', 'b'])
  expect(names(columnsToChoose(source, pipeline, 'toy', inferred, lookup))).toEqual(['a', 'b'])
})

test('a stage that uses the raw rows chooses among their columns', () => {
  const pipeline = chain(['a'])
  const asks: StageDescription = { ...same, uses: ['raw'] }
  const inferred = inferColumns(pipeline, lookup)
  expect(names(columnsToChoose(same, pipeline, 'same', inferred, lookup))).toEqual(['b'])
  expect(names(columnsToChoose(asks, pipeline, 'same', inferred, lookup))).toEqual(['a', 'b'])
})

test('a stage whose parameters do not fit hands on what it got', () => {
  expect(names(inferColumns(chain(['gone']), lookup).get('drop'))).toEqual(['a', 'b'])
})

test('a cycle and an unknown stage know nothing, and what hangs on them stays empty', () => {
  const pipeline = chain(['a'])
  const broken: Pipeline = {
    ...pipeline,
    nodes: pipeline.nodes.map((node) => (node.id === 'toy' ? { ...node, stage: 'collect/gone' } : node)),
  }
  const inferred = inferColumns(broken, lookup)
  expect(inferred.has('toy')).toBe(false)
  expect(inferred.get('drop')).toEqual([])
})
