import { readCsv } from '../../core/csv/read'
import type { ByteSource } from '../../core/csv/source'
import { choice, file, text, texts, types } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import { describe } from '../../core/stage'
import type { Run } from '../../core/task'
import { plainSource } from './odd-dialect'

export const stage = describe({
  id: 'collect/csv',
  version: 1,
  title: 'CSV file',
  summary: 'Reads a table from a file of comma-separated values. It stays on this machine.',
  kind: 'task',
  params: {
    file: file('File', ['.csv', '.tsv', '.txt', 'text/csv', 'text/tab-separated-values'], {
      help: 'Drop a file here or on the canvas. Its bytes are kept in this browser only.',
    }),
    types: types('Column types', {
      help: 'What each column holds. They are found out when the file is chosen and pinned, so that new data are read the same way.',
    }),
    missing: texts('Missing markers', [], {
      help: 'Texts that mean a missing value, such as NA or ?. Empty cells always do.',
    }),
    delimiter: choice('Delimiter', ['auto', ',', ';', 'tab', '|'], {
      titles: { auto: 'Find out', ',': 'Comma', ';': 'Semicolon', tab: 'Tab', '|': 'Bar' },
      help: 'What stands between two cells.',
      advanced: true,
    }),
    header: choice('First row', ['auto', 'yes', 'no'], {
      titles: { auto: 'Find out', yes: 'Names of columns', no: 'Data' },
      help: 'Whether the first row names the columns.',
      advanced: true,
    }),
    decimal: choice('Decimal mark', ['auto', '.', ','], {
      titles: { auto: 'Find out', '.': 'Point: 1.5', ',': 'Comma: 1,5' },
      help: 'What stands before the fraction of a number.',
      advanced: true,
    }),
    quote: text('Quote', '"', {
      help: 'The character around texts that hold a delimiter. With another one than ", or with an escape or a comment, a delimiter to be found out is a comma.',
      advanced: true,
    }),
    escape: text('Escape', '', {
      help: 'What makes a quote part of a quoted text, such as a backslash. Empty: the quote is written twice.',
      advanced: true,
    }),
    comment: text('Comment', '', {
      help: 'What opens a line that is no row, such as #. Empty: every line is a row.',
      advanced: true,
    }),
  },
  inputs: {},
  outputs: { data: 'table' },
  infer: (_, params) => params.types.map(({ name, kind }) => ({ name, kind, role: 'feature' })),
})

export const run: Run<typeof stage> = async (_, params, context) => {
  context.progress(0)
  if (!params.file) throw new UserError('No file is chosen.', 'Drop a CSV file on this node.')
  const bytes = await context.file(params.file.hash)
  const { source, delimiter } = await sourceOf(() => bytes.stream(), params)
  const { table, cast, warnings } = await readCsv(
    source,
    {
      bytes: bytes.size,
      types: params.types,
      missing: params.missing,
      delimiter,
      header: params.header === 'auto' ? 'auto' : params.header === 'yes',
      decimal: params.decimal,
    },
    context,
  )
  for (const { message, cure } of warnings) context.warn(message, cure)
  return { outputs: { data: table }, cast }
}

/** The file as it is, or rewritten in the dialect that our reader knows. */
async function sourceOf(
  source: ByteSource,
  { delimiter, quote, escape, comment }: Parameters<typeof run>[1],
): Promise<{ source: ByteSource; delimiter: string }> {
  const separator = delimiter === 'tab' ? '\t' : delimiter
  if (quote === '"' && (escape === '' || escape === '"') && comment === '')
    return { source, delimiter: separator }
  const dialect = {
    ...(separator !== 'auto' && { delimiter: separator }),
    ...(quote !== '' && { quote }),
    ...(escape !== '' && { escape }),
    ...(comment !== '' && { comment }),
  }
  return { source: await plainSource(source, dialect), delimiter: ',' }
}
