import { describe as suite, expect, test } from 'vitest'
import { defaults } from '../../core/params'
import { tableInfo, type Table } from '../../core/table'
import { cellsOf, testTaskContext } from '../shared/testing'
import { run, stage } from './csv.task'

type Params = Parameters<typeof run>[1]

async function read(text: string, changes: Partial<Params> = {}) {
  const file = { name: 'a.csv', hash: 'abc', size: text.length }
  const context = testTaskContext({
    file: (hash) => (hash === 'abc' ? Promise.resolve(new Blob([text])) : Promise.reject(new Error(hash))),
  })
  const { outputs, cast } = await run({}, { ...defaults(stage.params), file, ...changes }, context)
  const table = outputs['data'] as Table
  return {
    cells: Object.fromEntries(table.columns.map((one) => [one.name, cellsOf(one)])),
    table,
    cast,
    context,
  }
}

suite('CSV file', () => {
  test('reads typed columns, and says how it did', async () => {
    const { cells, cast } = await read('age,city\n31,Oslo\n,Rome\n')
    expect(cells).toEqual({ age: [31, null], city: ['Oslo', 'Rome'] })
    expect(cast).toMatchObject({
      decimal: '.',
      missing: [],
      columns: [{ name: 'age', kind: 'number' }, { name: 'city' }],
    })
  })

  test('takes the person at their word', async () => {
    const changes: Partial<Params> = {
      delimiter: ';',
      header: 'no',
      decimal: ',',
      missing: ['?'],
      types: [{ name: 'column_1', kind: 'category' }],
    }
    const { cells, table } = await read('1;2,5\n?;3\n', changes)
    expect(cells).toEqual({ column_1: ['1', null], column_2: [2.5, 3] })
    expect(tableInfo(table).slice(0, 1)).toEqual(
      stage.infer!({}, { ...defaults(stage.params), ...changes } as never),
    )
  })

  test('a tab can be chosen', async () => {
    expect((await read('a\tb\n1\tx,y\n', { delimiter: 'tab' })).cells).toEqual({ a: [1], b: ['x,y'] })
  })

  test('reads an odd dialect', async () => {
    const odd = { quote: "'", escape: '\\', comment: '#', delimiter: ';' } as const
    const { cells } = await read("# made by hand\na;b\n1;'x;\\'y'\n", odd)
    expect(cells).toEqual({ a: [1], b: ["x;'y"] })
  })

  test('hands on what the reader warns of', async () => {
    const { context } = await read('a,a\n1,2\n')
    expect(context.warnings).toEqual([expect.stringContaining('became "a_2"')])
  })

  test('asks for a file when none is chosen', async () => {
    await expect(read('', { file: null })).rejects.toMatchObject({
      name: 'UserError',
      message: 'No file is chosen.',
      cure: 'Drop a CSV file on this node.',
    })
  })
})
