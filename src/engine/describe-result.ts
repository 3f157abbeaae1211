import type { Kept } from '../core/context'
import { ROW_ROLES, TEST, type RowRole, type RowRoles } from '../core/dataset'
import { oncePer } from '../core/once-per'
import { rowCount, tableInfo } from '../core/table'
import type { View } from '../core/view'
import type { NodeStatus, OutputInfo, ViewInfo } from './protocol'
import type { NodeResult, Output } from './result'

type Described = Pick<
  NodeStatus,
  'outputs' | 'views' | 'warnings' | 'milliseconds' | 'result' | 'stopped' | 'looked'
>

/** What the page is told of a result; worked out once. */
export const describeResult = oncePer((result: NodeResult): Described => ({
  outputs: Object.fromEntries(
    Object.entries(result.outputs).map(([port, output]) => [port, describeOutput(output)]),
  ),
  views: viewInfos(result.views),
  warnings: result.warnings,
  milliseconds: result.milliseconds,
  result: result.id,
  ...lookedOf(result),
  ...(result.stopped !== undefined && { stopped: result.stopped }),
}))

/** New data is nobody's test rows. */
function lookedOf({ rows = {} }: NodeResult): Pick<NodeStatus, 'looked'> {
  const looked = Object.values(rows).filter(
    ({ predictions, raw }) => !raw && predictions.roles.includes(TEST),
  )
  return looked.length > 0 ? { looked: looked.map(({ model }) => model) } : {}
}

/** The same of work that was stopped before it had a result. */
export const describeLog = ({ text, views }: Kept): Pick<NodeStatus, 'views' | 'result' | 'kept'> => ({
  views: viewInfos(views),
  result: `kept ${text}`,
  kept: text,
})

export const viewInfos = (views: Readonly<Record<string, View>>): ViewInfo[] =>
  Object.entries(views).map(([id, view]) => ({
    id,
    kind: view.kind,
    title: view.title,
    ...(view.kind === 'table' && view.models && { models: true }),
    ...(view.of !== undefined && { of: view.of }),
  }))

function describeOutput({ kind, value }: Output): OutputInfo {
  switch (kind) {
    case 'table':
      return { kind, rows: rowCount(value), columns: tableInfo(value) }
    case 'dataset':
      return {
        kind,
        rows: rowCount(value.table),
        columns: tableInfo(value.table),
        roles: countRoles(value.roles),
      }
    case 'model':
      return {
        kind,
        rows: value.predictions.ids.length,
        columns: [],
        roles: countRoles(value.predictions.roles),
      }
  }
}

function countRoles(roles: RowRoles): Record<RowRole, number> {
  const counts = { train: 0, validation: 0, test: 0, excluded: 0 }
  for (const role of roles) counts[ROW_ROLES[role]!]++
  return counts
}
