import { EXCLUDED, rowsWithRole, TRAIN, type RowRoles, WITH_TARGET } from '../../core/dataset'
import { column, integer } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import type { Model } from '../../core/lineage'
import { describe } from '../../core/stage'
import { findColumn, type Table } from '../../core/table'
import type { Run } from '../../core/task'
import { AUDIT_FOLDS, movedNodes, scoreOfShuffled } from '../shared/leak-fits'
import {
  auditViews,
  groupFinding,
  heldOutFinding,
  idFinding,
  predictorFinding,
  repeatedFinding,
  shuffledFinding,
  timeFinding,
  type Finding,
} from '../shared/leak-findings'
import { fitProgress } from '../shared/fit-folds'
import { foldRowsOf } from '../shared/fold-rows'
import { isIdLike, toldBy } from '../shared/leak-columns'
import { duplicatesAcross, straddlingGroups } from '../shared/leak-rows'
import { chosenMetric } from '../shared/metric-param'
import { requireTarget } from '../shared/requires-target'

export const stage = describe({
  id: 'validate/leak-audit',
  version: 1,
  title: 'Leak audit',
  summary:
    'Looks for ways in which the model knows what it should not: in the graph, in the columns, and in the split.',
  kind: 'task',
  tasks: WITH_TARGET,
  uses: ['raw'],
  params: {
    group_column: column('Group column', {
      kinds: ['number', 'category', 'time', 'text'],
      help: 'Rows with the same value belong together, such as visits of one patient. Empty: columns whose names say so.',
    }),
    n_shuffles: integer('Shuffles', 3, {
      min: 1,
      max: 100,
      help: 'So many times the target is shuffled, and the whole graph fitted again in five folds.',
    }),
  },
  inputs: { model: 'model' },
  outputs: {},
})

interface Audited {
  readonly model: Model
  readonly table: Table
  readonly roles: RowRoles
  /** The raw columns that a prediction looks at. */
  readonly names: readonly string[]
}

export const run: Run<typeof stage> = async ({ model, raw }, params, context) => {
  if (!raw) throw new Error('An audit needs the raw rows behind the model')
  context.progress(0)
  requireTarget(model.predictions.target, 'A leak audit')
  const { table, roles } = raw
  if (rowsWithRole(roles, TRAIN).length < 2 * AUDIT_FOLDS)
    throw new UserError('There are too few training rows to audit.', 'Look at the split.')
  const audited = { model, table, roles, names: context.inputColumns(model.lineage, table) }
  const metric = chosenMetric('auto', model.predictions.target)
  const progress = fitProgress(context, 2 + params.n_shuffles * 2 * AUDIT_FOLDS)
  const { rows, moved } = await movedNodes(model, raw, context, progress)
  const shuffled = await scoreOfShuffled(model, raw, metric, params.n_shuffles, context, progress)
  const told = toldByEach(audited)
  const findings: Finding[] = [
    heldOutFinding(rows, moved),
    shuffledFinding(metric.title, shuffled),
    predictorFinding(told, model.predictions.target.column),
    idFinding(idLikeNames(audited)),
    repeatedFinding(...repeated(audited)),
    ...groupFindings(audited, params.group_column),
    ...timeFindings(audited),
  ]
  for (const { problem, found, cure } of findings) if (problem) context.warn(found, cure)
  return { outputs: {}, views: auditViews(findings, told) }
}

const heldOf = (roles: RowRoles): Uint32Array =>
  Uint32Array.from([...roles.keys()].filter((row) => roles[row] !== TRAIN && roles[row] !== EXCLUDED))

const usedColumns = ({ table, names }: Audited) => table.columns.filter(({ name }) => names.includes(name))

/** What each column tells of the target by itself, in rows that were not excluded; the most telling first. */
function toldByEach(audited: Audited): { name: string; told: number }[] {
  const { model, table, roles } = audited
  const { truth, target } = foldRowsOf(model, { table, roles })
  const rows = [...roles.keys()].filter((row) => roles[row] !== EXCLUDED)
  return usedColumns(audited)
    .map((one) => ({ name: one.name, told: toldBy(one, rows, truth, target) }))
    .sort((a, b) => b.told - a.told)
}

function idLikeNames(audited: Audited): string[] {
  const rows = [...audited.roles.keys()].filter((row) => audited.roles[row] !== EXCLUDED)
  return usedColumns(audited)
    .filter((one) => isIdLike(one, rows))
    .map(({ name }) => name)
}

function repeated({ table, roles, names }: Audited): [ids: number[], held: number, expected: number] {
  const held = heldOf(roles)
  const { rows, expected } = duplicatesAcross(table, names, rowsWithRole(roles, TRAIN), held)
  return [rows.map((row) => table.ids[row]!), held.length, expected]
}

/** Names that say that rows of the same value belong together. */
const GROUP_NAME =
  /(^|_|\b)(group|subject|patient|person|user|customer|client|household|family|site|session|batch)(_?(id|no|nr|key|code))?$/i

/** @throws UserError when the column that was named is not there */
function groupFindings({ table, roles, model }: Audited, named: string): Finding[] {
  if (named !== '' && !findColumn(table, named)) {
    const message = `There is no column "${named}" among the rows that came to the split.`
    throw new UserError(message, 'Choose the group column again.', { column: named })
  }
  const train = rowsWithRole(roles, TRAIN)
  const { column: target } = model.predictions.target
  return table.columns
    .filter(({ name, role }) => (named === '' ? role === 'group' || GROUP_NAME.test(name) : name === named))
    .filter(({ name }) => name !== target)
    .flatMap((one) => {
      const found = straddlingGroups(one, train, heldOf(roles))
      return found
        ? [
            groupFinding(
              found,
              found.rows.map((row) => table.ids[row]!),
            ),
          ]
        : []
    })
}

/** Training rows that are later than the first row that is held out, for every column of times. */
function timeFindings({ table, roles }: Audited): Finding[] {
  const train = rowsWithRole(roles, TRAIN)
  const held = heldOf(roles)
  return table.columns.flatMap((one) => {
    if (one.kind !== 'time' || held.length === 0) return []
    const first = held.reduce((least, row) => Math.min(least, one.values[row]! || Infinity), Infinity)
    const later = Array.from(train).filter((row) => one.values[row]! > first)
    return [
      timeFinding(
        one.name,
        later.map((row) => table.ids[row]!),
        train.length,
      ),
    ]
  })
}
