import { readCsv } from '../../core/csv/read'
import { choice } from '../../core/declare-params'
import { describe } from '../../core/stage'
import type { Run } from '../../core/task'
import { sampleNames, samples, type SampleName } from '../shared/samples'

export const stage = describe({
  id: 'collect/sample',
  version: 1,
  title: 'Sample data',
  summary: 'A small public data set to try things on.',
  kind: 'task',
  params: {
    name: choice('Data set', sampleNames, {
      default: 'penguins',
      titles: Object.fromEntries(sampleNames.map((name) => [name, samples[name].title])),
      help: 'Where each comes from, and its licence, stands in samples/README.md.',
    }),
  },
  inputs: {},
  outputs: { data: 'table' },
  infer: (_, { name }) => samples[name].columns.map((column) => ({ ...column, role: 'feature' })),
})

export const run: Run<typeof stage> = async (_, { name }, context) => {
  context.progress(0)
  const file = await context.asset(`samples/${name}.csv`)
  const { table, cast } = await readCsv(
    () => file.stream(),
    { bytes: file.size, delimiter: ',', header: true, decimal: '.', types: samples[name].columns },
    context,
  )
  return { outputs: { data: table }, cast, views: { about: about(name) } }
}

function about(name: SampleName) {
  const { title, rows, target, source, licence } = samples[name]
  return {
    kind: 'table',
    title,
    columns: ['', ''],
    rows: [
      ['Rows', rows],
      ['Predict', target],
      ['Source', source],
      ['Licence', licence],
    ],
  } as const
}
