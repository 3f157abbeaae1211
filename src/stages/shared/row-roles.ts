import type { Column } from '../../core/column'
import { EXCLUDED, labelled, rowsWithRole, TEST, TRAIN, VALIDATION, type RowRoles } from '../../core/dataset'
import { UserError } from '../../core/errors'
import type { Random } from '../../core/random'
import { assignRoles, type Shares } from '../../ml/splits/roles'

/** The rows that have a value in `column`. */
export function filledRows(column: Column): Uint32Array {
  const filled =
    column.kind === 'category' ? column.codes.map((code) => (code < 0 ? 0 : 1)) : knownValues(column)
  return Uint32Array.from(filled.keys()).filter((row) => filled[row] === 1)
}

function knownValues(column: Column): Uint8Array {
  if (column.kind !== 'number' && column.kind !== 'time')
    throw new Error(`${column.kind} columns have no values`)
  return Uint8Array.from(column.values, (value) => (Number.isNaN(value) ? 0 : 1))
}

export interface Draw extends Shares {
  readonly random: Random
  /** The column whose classes every part has alike. */
  readonly stratify: Column | null
}

/** Roles drawn for `rows` of `count`; all others are excluded. @throws UserError when none would be left to train */
export function drawnRoles(
  count: number,
  rows: Uint32Array,
  { random, stratify, ...shares }: Draw,
): RowRoles {
  const codes = stratify && labelled(stratify).codes
  const roles = new Uint8Array(count).fill(EXCLUDED)
  try {
    const drawn = assignRoles(rows.length, shares, random, codes ? rows.map((row) => codes[row]!) : undefined)
    rows.forEach((row, i) => (roles[row] = drawn[i]!))
    return roles
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new UserError(`${error.message}.`, 'Make the test or validation part smaller, or give more rows.')
  }
}

const WORDS = new Map([
  ...['train', 'training'].map((word) => [word, TRAIN] as const),
  ...['validation', 'valid', 'val', 'dev'].map((word) => [word, VALIDATION] as const),
  ...['test', 'testing', 'holdout'].map((word) => [word, TEST] as const),
])

/** Roles as a column says them; a missing cell excludes its row. @throws UserError for any other word */
export function rolesFromColumn(column: Column, ids: Uint32Array): RowRoles {
  if (column.kind !== 'category') {
    const message = `The split column "${column.name}" is a ${column.kind} column, and it must hold words.`
    throw new UserError(message, 'Read it as a category in the source.', { column: column.name })
  }
  const { codes, levels, name } = column
  const roles = levels.map((level) => WORDS.get(level.trim().toLowerCase()))
  return Uint8Array.from(codes, (code, i) => {
    if (code < 0) return EXCLUDED
    const role = roles[code]
    if (role !== undefined) return role
    const row = ids[i]! + 1
    throw new UserError(
      `The split column "${name}" holds "${levels[code]}" in row ${row}.`,
      'It must hold train, validation or test.',
      { column: name, row },
    )
  })
}

/** The classes that rows have and no row with this role has, in words; empty when there is none. */
export function absentClasses(target: Column, roles: RowRoles, role: number): string {
  const rows = rowsWithRole(roles, role)
  if (rows.length === 0) return ''
  const { codes, levels } = labelled(target)
  const used = new Set(codes)
  const seen = new Set(Array.from(rows, (row) => codes[row]!))
  const absent = levels.filter((_, code) => used.has(code) && !seen.has(code))
  return absent.map((level) => `"${level}"`).join(', ')
}
