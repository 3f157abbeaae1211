import {
  choosable,
  isShown,
  type ColumnsParam,
  type ColumnSelection,
  type Param,
  type ParamSpecs,
  type ParamValues,
} from './params'
import type { ColumnInfo } from './column'
import { UserError } from './errors'

/** What is wrong with `value`, in words, or null. */
export function checkParam(param: Param, value: unknown): string | null {
  switch (param.kind) {
    case 'number':
    case 'integer':
      return checkNumber(param, value)
    case 'choice':
      return param.options.some((option) => option === value)
        ? null
        : `is not one of ${param.options.join(', ')}`
    case 'flag':
      return typeof value === 'boolean' ? null : 'is neither on nor off'
    case 'text':
    case 'column':
      return typeof value === 'string' ? null : 'is not a text'
    case 'texts':
      return isTexts(value) ? null : 'is not a list of texts'
    case 'columns':
      return isSelection(value) ? null : 'is not a choice of columns'
    case 'file':
      return value === null || isFile(value) ? null : 'is not a file'
    case 'types':
      return isTypes(value) ? null : 'is not a list of column types'
    case 'numbers':
      return checkNumbers(param, value)
  }
}

function checkNumber(param: Extract<Param, { kind: 'number' | 'integer' }>, value: unknown): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'is not a number'
  if (param.kind === 'integer' && !Number.isInteger(value)) return 'is not a whole number'
  if (param.min !== undefined && value < param.min) return `is below ${param.min}`
  if (param.max !== undefined && value > param.max) return `is above ${param.max}`
  return null
}

function checkNumbers(param: Extract<Param, { kind: 'numbers' }>, value: unknown): string | null {
  if (!isObject(value)) return 'is not a list of numbers'
  const faults = Object.values(value).map((one) => checkNumber({ ...param, kind: 'number', default: 0 }, one))
  const fault = faults.find((one) => one !== null)
  return fault ? `holds one that ${fault}` : null
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

const isSelection = (value: unknown): value is ColumnSelection =>
  value === 'all' || (isObject(value) && (isTexts(value['only']) || isTexts(value['except'])))

const isFile = (value: unknown): boolean =>
  isObject(value) &&
  typeof value['name'] === 'string' &&
  typeof value['hash'] === 'string' &&
  typeof value['size'] === 'number'

const KINDS: readonly unknown[] = ['number', 'category', 'time', 'text']
const ORDERS: readonly unknown[] = [undefined, 'day-first', 'month-first']
const isTypes = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(
    (one) =>
      isObject(one) &&
      typeof one['name'] === 'string' &&
      KINDS.includes(one['kind']) &&
      ORDERS.includes(one['order']) &&
      [undefined, true].includes(one['thousands'] as true | undefined),
  )

/** The first fault of each parameter, by name. Parameters that are not shown are not checked. */
export function checkParams(specs: ParamSpecs, values: ParamValues): { param: string; message: string }[] {
  return Object.entries(specs).flatMap(([name, spec]) => {
    if (!isShown(spec, values)) return []
    const fault = checkParam(spec, values[name])
    return fault ? [{ param: name, message: `${spec.title} ${fault}.` }] : []
  })
}

/** The values with every parameter that is not given at its default; what is unknown is left out. */
export function completeParams(specs: ParamSpecs, values: ParamValues): ParamValues {
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [
      name,
      Object.hasOwn(values, name) ? values[name] : spec.default,
    ]),
  )
}

/**
 * The names that a selection means, in the table's order.
 * @throws UserError when a named column is not there, or is of a kind that the stage does not take.
 */
export function selectColumns(
  param: ColumnsParam,
  selection: ColumnSelection,
  known: readonly ColumnInfo[],
): string[] {
  const open = choosable(param, known).map((one) => one.name)
  if (selection === 'all') return open
  if ('except' in selection) return open.filter((name) => !selection.except.includes(name))
  for (const name of selection.only) {
    if (open.includes(name)) continue
    const there = known.find((one) => one.name === name)
    throw new UserError(
      there
        ? `Column "${name}" is a ${there.kind} column with the role ${there.role}, which this stage does not take.`
        : `There is no column "${name}" here.`,
      `Choose the columns again in "${param.title}".`,
      { column: name },
    )
  }
  return open.filter((name) => selection.only.includes(name))
}
