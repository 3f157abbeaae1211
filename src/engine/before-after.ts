import type { Column } from '../core/column'
import { EXCLUDED } from '../core/dataset'
import { rowCount } from '../core/table'
import { bufferOf, glances } from './glances'
import type { BeforeAfter, ColumnChange } from './protocol'
import type { Output } from './result'
import { readable } from './window'

/**
 * What a node made of its rows: how many came in and out, and the columns that it changed, made or lost, each with its
 * distribution on both sides. Without an output, what came in. A model keeps the columns of a dataset and adds what it says.
 */
export async function beforeAfter(
  inputs: readonly Output[],
  output: Output | undefined,
): Promise<BeforeAfter> {
  const sides = inputs.map(readable)
  const given = new Map<string, Column>()
  for (const { table } of sides)
    for (const column of table.columns) if (!given.has(column.name)) given.set(column.name, column)
  if (!output) {
    const rows = sides[0] ? rowCount(sides[0].table) : 0
    const left = excluded(sides[0]?.roles ?? null)
    return {
      rows: [rows, rows],
      excluded: [left, left],
      width: [given.size, given.size],
      columns: [],
      ends: true,
    }
  }
  const after = readable(output)
  const came = new Map(after.table.columns.map((column) => [column.name, column]))
  const isLearner = output.kind === 'model' && inputs.every(({ kind }) => kind !== 'model')
  const pairs = [
    ...after.table.columns.map(({ name }) => name),
    ...[...given.keys()].filter((name) => !came.has(name) && !isLearner),
  ].map((name) => ({ name, before: given.get(name), after: came.get(name) }))
  const moved = pairs.filter(({ after: now, before }) => !isSame(before, now, isLearner))
  const columns = await Promise.all(
    moved.map(async ({ after: now, before, name }): Promise<ColumnChange> => ({
      name,
      change: !before ? 'made' : now ? 'changed' : 'lost',
      ...(before && { before: (await glances([before]))[0]! }),
      ...(now && { after: (await glances([now]))[0]! }),
    })),
  )
  const first = sides[0]
  return {
    rows: [first ? rowCount(first.table) : 0, rowCount(after.table)],
    excluded: [excluded(first?.roles ?? null), excluded(after.roles)],
    width: [given.size, isLearner ? given.size + columns.length : came.size],
    columns,
  }
}

/** Columns that a stage left alone are over the same memory, or hold the same. */
function isSame(before: Column | undefined, after: Column | undefined, isLearner: boolean): boolean {
  if (!before || !after) return false
  // A model's truth is the target as it was, in codes of its own.
  if (isLearner) return true
  return before.kind === after.kind && (bufferOf(before) === bufferOf(after) || holdsSame(before, after))
}

function holdsSame(a: Column, b: Column): boolean {
  if ((a.kind === 'number' || a.kind === 'time') && a.kind === b.kind) return alike(a.values, b.values)
  if (a.kind === 'category' && b.kind === 'category') {
    const codes = new Map(b.levels.map((level, code) => [level, code]))
    const theirs = a.levels.map((level) => codes.get(level) ?? -2)
    return alike(
      a.codes.map((code) => (code < 0 ? -1 : theirs[code]!)),
      b.codes,
    )
  }
  if (a.kind === 'text' && b.kind === 'text') return alike(a.offsets, b.offsets) && alike(a.bytes, b.bytes)
  return false
}

function alike(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false
  return true
}

const excluded = (roles: Uint8Array | null): number =>
  roles ? roles.reduce((sum, role) => sum + (role === EXCLUDED ? 1 : 0), 0) : 0
