import type { Golden } from '../../core/bundle'
import type { DateOrder } from '../../core/csv/written-date'
import type { Model } from '../../core/lineage'
import type { Figure } from '../../core/view'
import type { RawColumn } from './raw-schema'

/** What a person who is handed the bundle needs to know, in Markdown. */
export function bundleReadme(
  { name, lineage, predictions, origin }: Model,
  inputs: readonly RawColumn[],
  figures: readonly Figure[],
  golden: Golden,
): string {
  const { target } = predictions
  const orders = new Map(lineage.cast.columns.map((column) => [column.name, column.order]))
  const answer =
    target.task === 'regression'
      ? `\`prediction\`, the value of \`${target.column}\``
      : `\`prediction\`, one of ${target.classes.map((label) => `\`${label}\``).join(', ')}, and \`probability_CLASS\` for each`
  return `# ${name}

A model that ${target.task === 'clustering' ? 'finds clusters' : `predicts \`${target.column}\``}, made with Trainyard. It needs nothing but Node.js 18 or later.

## Predict

    node predict.mjs rows.csv --out predictions.csv

\`rows.csv\` begins with a row of names and holds the columns below, in any order; further columns are left out,
empty cells are missing. Every row gives one line, in order: ${answer}.

From a program:

    import { loadModel } from './predict.mjs'
    const { scores } = loadModel().predictRows(['column', ...], [['cell', ...], ...])

## Check

    node predict.mjs --verify

compares every file with its hash in \`manifest.json\`, and replays ${golden.rows.length} golden rows, which
${golden.real ? 'are rows of the training data' : 'hold cells that were each drawn from its own column of the training data'}.

## Input columns

| column | kind | values |
| --- | --- | --- |
${inputs.map((column) => inputLine(column, orders.get(column.name))).join('\n')}

## Figures on the rows held out

${figures.length === 0 ? 'No rows were held out.' : figureLines(figures)}

## Steps

${lineage.nodes.map(({ stage }, i) => `${i + 1}. \`${stage}\``).join('\n')}

What each step learned stands in \`lineage.json\`. Seed ${origin.seed}; SHA-256 of the data \`${origin.data}\`.
`
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** A level may hold commas, or begin and end with spaces. */
const quoted = (level: string): string => cell(JSON.stringify(level))

function inputLine({ name, kind, levels, range }: RawColumn, order: DateOrder | undefined): string {
  const end = (value: number) => (kind === 'time' ? new Date(value).toISOString() : String(value))
  const shown = levels?.slice(0, 12).map(quoted).join(', ') ?? range?.map(end).join(' to ') ?? ''
  const more = levels && levels.length > 12 ? `, and ${levels.length - 12} more` : ''
  return `| ${cell(name)} | ${kind}${order ? `, ${order.replace('-', ' ')}` : ''} | ${shown}${more} |`
}

const figureLines = (figures: readonly Figure[]): string =>
  [
    '| figure | value |',
    '| --- | --- |',
    ...figures.map(({ title, value, note }) => `| ${title} | ${Number.isNaN(value) ? note : value} |`),
  ].join('\n')
