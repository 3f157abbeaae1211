import type { Change, Comparison } from '../core/pipeline/compare'
import { findNode, nodeTitle, type End, type Pipeline, type Wire } from '../core/pipeline/pipeline'
import type { ColumnSelection, Param } from '../core/params'
import type { SearchRange } from '../core/search'
import { lookupStage } from './stages'

/** One thing that differs, in words, and the node that it is about. */
export interface Said {
  readonly kind: 'added' | 'removed' | 'changed'
  readonly node?: string
  readonly what: string
  /** Of a value: what it was and what it is. */
  readonly values?: readonly [before: string, after: string]
}

/** Everything that differs between two pipelines, in words. */
export function sayComparison(compared: Comparison, before: Pipeline, after: Pipeline): Said[] {
  const { added, changed, own, removed, unwired, wired } = compared
  const said = (change: Change, title: string, param?: Param): Omit<Said, 'kind'> => ({
    what: title,
    values: [valueWords(change.before, param), valueWords(change.after, param)],
  })
  return [
    ...own.map((change): Said => ({ kind: 'changed', ...said(change, change.title) })),
    ...added.map((node): Said => ({
      kind: 'added',
      node: node.id,
      what: `${nodeTitle(node, lookupStage)} was added`,
    })),
    ...removed.map((node): Said => ({
      kind: 'removed',
      node: node.id,
      what: `${nodeTitle(node, lookupStage)} was removed`,
    })),
    ...changed.flatMap(({ changes, node, title }) => {
      const params = Object.values(lookupStage(node.stage)?.params ?? {})
      return changes.map((change): Said => ({
        kind: 'changed',
        node: node.id,
        ...said(
          change,
          `${title}: ${change.title}`,
          params.find((param) => param.title === change.title),
        ),
      }))
    }),
    ...wired.map((wire): Said => ({ kind: 'added', what: `${wireWords(wire, after)} was drawn` })),
    ...unwired.map((wire): Said => ({ kind: 'removed', what: `${wireWords(wire, before)} was removed` })),
  ]
}

function wireWords({ from, to }: Wire, pipeline: Pipeline): string {
  const title = ({ node }: End) => {
    const found = findNode(pipeline, node)
    return found ? nodeTitle(found, lookupStage) : node
  }
  return `The wire from ${title(from)} to ${title(to)}`
}

/** A parameter's value as a person reads it. */
function valueWords(value: unknown, param?: Param): string {
  if (value === undefined || value === null) return 'not set'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (param?.kind === 'choice' && typeof value === 'string') return param.titles?.[value] ?? value
  if (param?.kind === 'columns') return selectionWords(value as ColumnSelection)
  if (typeof value === 'string') return value === '' ? 'empty' : value
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return listWords(value)
  if (isRange(value)) return rangeWords(value)
  if (typeof value === 'object' && 'name' in value && typeof value.name === 'string') return value.name
  return JSON.stringify(value)
}

function selectionWords(selection: ColumnSelection): string {
  if (selection === 'all') return 'all'
  return 'only' in selection
    ? `only ${listWords(selection.only)}`
    : selection.except.length > 0
      ? `all but ${listWords(selection.except)}`
      : 'all'
}

const listWords = (list: readonly unknown[]): string =>
  list.length === 0
    ? 'none'
    : list.length > 6
      ? `${list.length} entries`
      : list.map((one) => valueWords(one)).join(', ')

const isRange = (value: unknown): value is SearchRange =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  (('min' in value && 'max' in value) || 'options' in value)

const rangeWords = (range: SearchRange): string =>
  range.kind === 'choice'
    ? `one of ${listWords(range.options)}`
    : `${range.min} to ${range.max}${range.log ? ', by orders of magnitude' : ''}`
