import { selectColumns } from '../../core/check-params'
import type { VectorColumn } from '../../core/column'
import { truthOf, type Rows } from '../../core/dataset'
import { columns, integer } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import { featureMatrix, requireFinite } from '../../core/features'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit } from '../../core/stage-parts'
import { tableInfo, type Table } from '../../core/table'
import { fClassif, fRegression } from '../../ml/f-test'
import { columnOf } from '../shared/columns'
import { requireFiniteTruth } from '../shared/learner'
import { selectSlots } from '../shared/select-slots'

interface Learned {
  /** Columns that go. */
  readonly dropped: readonly string[]
  /** Vector columns, and the slots that stay in each. */
  readonly narrowed: readonly { readonly column: string; readonly kept: Uint32Array }[]
  /** The best features, the first one first. */
  readonly best: readonly { readonly name: string; readonly score: number; readonly kept: boolean }[]
}

const SHOWN = 30

const params = {
  columns: columns('Columns', {
    kinds: ['number', 'vector'],
    help: 'The columns to choose from. All others pass as they are.',
  }),
  k: integer('How many', 10, {
    min: 1,
    help: 'So many features stay: number columns, and single slots of vector columns such as one-hot levels.',
    tune: { kind: 'int', min: 2, max: 50, log: true },
  }),
}

export const stage = describe({
  id: 'engineer/select-by-score',
  version: 1,
  title: 'Select by score',
  summary:
    'Keeps the features that tell most of the target, each judged by itself with an F-test on the training rows.',
  kind: 'step',
  params,
  inputs: { data: 'dataset' },
  outputs: { data: 'dataset' },
})

export const fit: Fit<typeof stage, Learned> = ({ data }, values, context) => {
  context.progress(0)
  const { names, columns: chosen, scores } = scored(data, values.columns)
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b)
  if (order.length < values.k)
    context.warn(`${values.k} features were asked for and there are ${order.length}, so all of them stay.`)
  const kept = new Uint8Array(scores.length)
  for (const at of order.subarray(0, values.k)) kept[at] = 1
  const best = Array.from(order.subarray(0, SHOWN), (at) => ({
    name: names[at]!,
    score: scores[at]!,
    kept: kept[at] === 1,
  }))
  return { learned: { ...keptOf(chosen, kept), best } }
}

/** The F-score of every feature of the chosen columns. */
function scored({ table, target }: Rows, selection: Parameters<typeof apply>[2]['columns']) {
  if (!target) throw new UserError('No target is chosen.', 'Choose one in Target and split.')
  const wanted = new Set(selectColumns(params.columns, selection, tableInfo(table)))
  // With all columns chosen, one that is not encoded yet is a fault, and featureMatrix says so.
  const isChosen = (name: string, role: string) =>
    selection === 'all' ? role === 'feature' : wanted.has(name)
  const chosen = table.columns.filter(({ name, role }) => isChosen(name, role))
  const features = featureMatrix({ columns: chosen, ids: table.ids })
  requireFinite(features, table.ids)
  if (target.task === 'clustering') {
    throw new UserError(
      'Features are scored against a target, and there is none.',
      'Choose a target in Target and split, or take this stage away.',
    )
  }
  const truth = truthOf(table, target)
  requireFiniteTruth(truth, target, table.ids)
  const { scores } =
    target.task === 'regression'
      ? fRegression(features.matrix, truth)
      : fClassif(features.matrix, truth, target.classes.length)
  return { names: features.names, columns: chosen, scores }
}

function keptOf(chosen: Table['columns'], kept: Uint8Array): Pick<Learned, 'dropped' | 'narrowed'> {
  const dropped: string[] = []
  const narrowed: { column: string; kept: Uint32Array }[] = []
  let at = 0
  for (const one of chosen) {
    const size = one.kind === 'vector' ? one.slots.length : 1
    const slots = Uint32Array.from({ length: size }, (_, slot) => slot).filter(
      (slot) => kept[at + slot] === 1,
    )
    if (slots.length === 0) dropped.push(one.name)
    else if (one.kind === 'vector') narrowed.push({ column: one.name, kept: slots })
    at += size
  }
  return { dropped, narrowed }
}

export const apply: Apply<typeof stage, Learned> = ({ dropped, narrowed }, { data }) => {
  const { table } = data
  const gone = new Set(dropped)
  const slots = new Map(narrowed.map(({ column, kept }) => [column, kept]))
  const stay = table.columns.filter(({ name }) => !gone.has(name))
  const out = stay.map((one) => {
    const kept = slots.get(one.name)
    return kept ? narrow(columnOf(table, one.name, 'vector'), kept) : one
  })
  return { ...data, table: { columns: out, ids: table.ids } }
}

const narrow = (column: VectorColumn, kept: Uint32Array): VectorColumn => ({
  ...column,
  slots: Array.from(kept, (slot) => column.slots[slot]!),
  matrix: selectSlots(column.matrix, kept),
})

export const explain: Explain<Learned> = ({ best }) => ({
  scores: {
    kind: 'bars',
    title: 'F-scores of the best features',
    x: 'F-score',
    bars: best.map(({ name, score, kept }) => ({ label: kept ? name : `${name} (dropped)`, value: score })),
  },
})
