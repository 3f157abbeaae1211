import { BUNDLE_FILES, BUNDLE_FORMAT, type Golden, type Manifest } from '../../core/bundle'
import type { TaskContext } from '../../core/context'
import { rowsWithRole, TEST, TRAIN, VALIDATION } from '../../core/dataset'
import { flag, integer } from '../../core/declare-params'
import { isAbort, UserError } from '../../core/errors'
import { scoresOf } from '../../core/features'
import { hashBytes } from '../../core/hash'
import { lineageText, toReadableJson } from '../../core/lineage-json'
import type { Model } from '../../core/lineage'
import { scoreWidth, withRoles } from '../../core/predictions'
import { describe } from '../../core/stage'
import { takeTable, type Table } from '../../core/table'
import type { Run } from '../../core/task'
import { bundleReadme } from '../shared/bundle-readme'
import { goldenRows } from '../shared/golden-rows'
import { metricsOf } from '../shared/metrics-of'
import { published } from '../shared/published'
import { rawColumn } from '../shared/raw-schema'

export const stage = describe({
  id: 'deploy/bundle',
  version: 1,
  title: 'Bundle',
  summary:
    'Packs the model into one zip that predicts anywhere and can prove that it does so as it did here.',
  kind: 'task',
  uses: ['raw'],
  params: {
    golden_rows: integer('Golden rows', 20, {
      min: 1,
      max: 1000,
      help: 'Rows that go with the model, with what it says of them, so that it can be checked where it runs.',
    }),
    real_rows: flag('Use real rows', false, {
      help: 'Off: every golden cell is drawn from its own column, so no row of your data leaves with the bundle. On: whole training rows are used as they are.',
    }),
  },
  inputs: { model: 'model' },
  outputs: {},
})

export const run: Run<typeof stage> = async ({ model, raw }, params, context) => {
  if (!raw) throw new Error('A bundle needs the raw rows behind its model')
  context.progress(0, 'Replaying golden rows')
  const training = takeTable(raw.table, rowsWithRole(raw.roles, TRAIN))
  const inputs = inputTable(model, training, context)
  const columns = inputs.columns.map(rawColumn)
  const drawn = goldenRows(inputs, params.golden_rows, params.real_rows, context.random('golden'))
  const golden = goldenOf(model, inputs, drawn, params.real_rows, context)
  context.progress(0.5, 'Packing')
  const held = withRoles(model.predictions, [TEST])
  const figures = metricsOf(held).map(({ name, title, value, note }) => ({
    name,
    title,
    value,
    ...(note && { note }),
  }))
  const texts: Record<string, string> = {
    [BUNDLE_FILES.lineage]: lineageText(
      published(model.lineage, new Set(inputs.columns.map(({ name }) => name))),
    ),
    [BUNDLE_FILES.schema]: toReadableJson({ columns }),
    [BUNDLE_FILES.metrics]: `${JSON.stringify({ on: 'test', rows: held.ids.length, figures }, null, 1)}\n`,
    [BUNDLE_FILES.golden]: `${JSON.stringify(golden, null, 1)}\n`,
    [BUNDLE_FILES.predictor]: await context.predictorSource(),
  }
  const name = model.name
  texts[BUNDLE_FILES.readme] = bundleReadme(model, columns, figures, golden)
  texts[BUNDLE_FILES.manifest] = `${JSON.stringify(manifestOf(model, texts), null, 1)}\n`
  const bytes = await zipped(texts)
  context.progress(1, 'Packed')
  return {
    outputs: {},
    views: {
      bundle: {
        kind: 'file',
        title: 'Bundle',
        name: `${fileName(name)}.zip`,
        type: 'application/zip',
        bytes,
      },
      contents: {
        kind: 'table',
        title: 'What is inside',
        columns: ['File', 'Bytes', 'SHA-256'],
        rows: Object.entries(texts).map(([file, text]) => [
          file,
          encoded(text).length,
          hashBytes(encoded(text)),
        ]),
      },
    },
  }
}

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text)

const fileName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'model'

/** The training rows with the columns that a prediction looks at: not the target, nor those that were ignored. */
function inputTable({ lineage }: Model, training: Table, context: TaskContext): Table {
  const wanted = new Set(context.inputColumns(lineage, takeTable(training, Uint32Array.of(0))))
  return { columns: training.columns.filter((column) => wanted.has(column.name)), ids: training.ids }
}

/** What the model says of the drawn rows. A row that a step refuses (an unknown level, say) is left out. */
function goldenOf(
  model: Model,
  inputs: Table,
  drawn: readonly string[][],
  real: boolean,
  context: TaskContext,
): Golden {
  const header = inputs.columns.map(({ name }) => name)
  const { target } = model.predictions
  const width = scoreWidth(target)
  const rows: string[][] = []
  const expected: (number | null)[][] = []
  for (const row of drawn.map((cells) => withDecimal(cells, inputs, model))) {
    const scores = scoresFor(model, header, row, context)
    if (!scores) continue
    rows.push(row)
    expected.push(Array.from(scores.subarray(0, width), (value) => (Number.isFinite(value) ? value : null)))
  }
  return { header, rows, real, classes: target.classes, expected }
}

function withDecimal(cells: readonly string[], { columns }: Table, { lineage }: Model): string[] {
  if (lineage.cast.decimal === '.') return [...cells]
  return cells.map((cell, i) =>
    columns[i]!.kind === 'number' ? cell.replace('.', lineage.cast.decimal) : cell,
  )
}

function scoresFor(
  model: Model,
  header: readonly string[],
  row: string[],
  context: TaskContext,
): Float64Array | null {
  try {
    return scoresOf(context.predict(model, context.cast(model, header, [row])).table)
  } catch (error) {
    if (error instanceof UserError && !isAbort(error)) return null
    throw error
  }
}

function manifestOf(model: Model, texts: Readonly<Record<string, string>>): Manifest {
  const { target, roles } = model.predictions
  const count = (role: number) => roles.filter((one) => one === role).length
  const positive = target.classes[target.positive]
  return {
    format: BUNDLE_FORMAT,
    version: 1,
    name: model.name,
    task: target.task,
    target: target.column,
    classes: target.classes,
    ...(positive !== undefined && { positive }),
    ...model.origin,
    rows: { train: count(TRAIN), validation: count(VALIDATION), test: count(TEST) },
    files: Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, hashBytes(encoded(text))])),
  }
}

async function zipped(texts: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const { zipSync } = await import('fflate')
  const files = Object.entries(texts).map(([file, text]) => [file, encoded(text)] as const)
  return zipSync(Object.fromEntries(files), { level: 6, mtime: new Date('2000-01-01T00:00:00') })
}
