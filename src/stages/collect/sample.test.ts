import { readFile } from 'node:fs/promises'
import { describe as suite, expect, test } from 'vitest'
import { readCsv } from '../../core/csv/read'
import { labelled } from '../../core/dataset'
import { findColumn, rowCount, tableInfo } from '../../core/table'
import { sampleNames, samples } from '../shared/samples'
import { testTaskContext } from '../shared/testing'
import { run, stage } from './sample.task'

const asset = async (path: string) => new Blob([await readFile(`public/${path}`)])

suite('Sample data', () => {
  test.each(sampleNames)('%s is as it is described', async (name) => {
    const { rows, target, columns } = samples[name]
    const result = await run({}, { name }, testTaskContext({ asset }))
    const table = result.outputs['data'] as Exclude<(typeof result.outputs)[string], { lineage: unknown }>
    if (!('ids' in table)) throw new Error('A sample is a table')
    expect(rowCount(table)).toBe(rows)
    expect(tableInfo(table)).toEqual(stage.infer!({}, { name } as never))
    expect(labelled(findColumn(table, target)!).levels.length).toBeLessThan(4)
    expect(result.cast!.columns.map(({ name: one, kind }) => ({ name: one, kind }))).toEqual(columns)
    const file = await asset(`samples/${name}.csv`)
    const found = await readCsv(() => file.stream())
    expect(tableInfo(found.table)).toEqual(tableInfo(table))
    expect(found.warnings).toEqual([])
  })

  test('the licence of every sample stands in the README', async () => {
    const readme = await readFile('public/samples/README.md', 'utf8')
    for (const name of sampleNames) {
      expect(readme).toContain(
        `| ${name}.csv | ${samples[name].rows.toLocaleString('en-US')} x ${samples[name].columns.length} | ${samples[name].target} |`,
      )
    }
  })
})
