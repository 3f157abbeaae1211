import type { CategoryColumn, VectorColumn } from '../../core/column'
import { UserError } from '../../core/errors'
import { freeName } from './columns'

/** A cell with this slot gives zeros: it is dropped, or unknown and ignored. */
export const ZEROS = -1
/** A cell with this slot is an error. */
export const REFUSED = -2

/** Which slot each level has. `missing` is the slot of a missing cell, `unknown` that of a level not listed. */
export interface OneHot {
  readonly method: 'one-hot'
  readonly name: string
  readonly levels: readonly string[]
  readonly slotOf: readonly number[]
  readonly missing: number
  readonly unknown: number
  readonly slots: readonly string[]
  /** How many of the levels share the slot for rare ones. */
  readonly rare: number
}

export interface OneHotOptions {
  readonly handle_unknown: 'ignore' | 'infrequent_if_exist' | 'error'
  readonly drop: 'none' | 'first' | 'if_binary'
  readonly min_frequency: number
  readonly max_categories: number
}

/**
 * Slots as scikit-learn's OneHotEncoder gives them: levels in sorted order, then missing cells (when there are
 * some in training), then what is rare.
 */
export function fitOneHot({ name, levels, codes }: CategoryColumn, options: OneHotOptions): OneHot {
  const counts = Array.from<number>({ length: levels.length + 1 }).fill(0)
  for (const code of codes) counts[code < 0 ? levels.length : code]!++
  const hasMissing = counts[levels.length]! > 0
  if (!hasMissing) counts.pop()
  const rare = rareOnes(counts, codes.length, options)
  const labels = [...levels, ...(hasMissing ? ['missing'] : [])]
  const frequent = labels.map((_, i) => i).filter((i) => !rare.has(i))
  const groups = frequent.length + (rare.size > 0 ? 1 : 0)
  const dropped = options.drop === 'first' || (options.drop === 'if_binary' && groups === 2) ? 1 : 0
  const slotOf = labels.map(() => frequent.length - dropped)
  frequent.forEach((i, slot) => (slotOf[i] = slot - dropped))
  const taken = new Set<string>()
  const slots = [...frequent.map((i) => labels[i]!), ...(rare.size > 0 ? ['infrequent'] : [])].map(
    (label) => {
      const slot = freeName(`${name}_${label}`, taken)
      taken.add(slot)
      return slot
    },
  )
  const unknown = unknownSlot(options, rare.size > 0 ? groups - 1 - dropped : ZEROS)
  return {
    method: 'one-hot',
    name,
    levels,
    slotOf: slotOf.slice(0, levels.length),
    missing: hasMissing ? slotOf[levels.length]! : unknown,
    unknown,
    slots: slots.slice(dropped),
    rare: rare.size,
  }
}

function unknownSlot({ handle_unknown }: OneHotOptions, rareSlot: number): number {
  if (handle_unknown === 'error') return REFUSED
  return handle_unknown === 'infrequent_if_exist' ? rareSlot : ZEROS
}

/** Below `min_frequency` (a share of the rows when below 1), then the least frequent past `max_categories`. */
function rareOnes(
  counts: readonly number[],
  rows: number,
  { min_frequency, max_categories }: OneHotOptions,
): Set<number> {
  const least = min_frequency < 1 ? min_frequency * rows : min_frequency
  const rare = new Set(counts.flatMap((count, i) => (count < least ? [i] : [])))
  if (max_categories > 0 && max_categories < counts.length - rare.size + 1) {
    const ascending = counts.map((_, i) => i).sort((a, b) => counts[a]! - counts[b]! || a - b)
    for (const i of ascending.slice(0, counts.length - max_categories + 1)) rare.add(i)
  }
  return rare
}

/** @throws UserError for an unknown level when those are refused. */
export function applyOneHot(learned: OneHot, column: CategoryColumn, ids: Uint32Array): VectorColumn {
  const known = new Map(learned.levels.map((level, i) => [level, learned.slotOf[i]!]))
  const slotOf = column.levels.map((level) => known.get(level) ?? learned.unknown)
  const rows = column.codes.length
  const indptr = new Uint32Array(rows + 1)
  const indices = new Uint32Array(rows)
  let next = 0
  for (let i = 0; i < rows; i++) {
    const code = column.codes[i]!
    const slot = code < 0 ? learned.missing : slotOf[code]!
    if (slot === REFUSED) throw unknownLevel(column, i, ids)
    if (slot !== ZEROS) indices[next++] = slot
    indptr[i + 1] = next
  }
  const values = new Float64Array(next).fill(1)
  return {
    kind: 'vector',
    name: column.name,
    role: column.role,
    slots: learned.slots,
    matrix: {
      kind: 'sparse',
      rows,
      cols: learned.slots.length,
      indptr,
      indices: indices.slice(0, next),
      values,
    },
  }
}

export function unknownLevel(
  { name, codes, levels }: CategoryColumn,
  at: number,
  ids: Uint32Array,
): UserError {
  const code = codes[at]!
  const row = ids[at]! + 1
  return new UserError(
    code < 0
      ? `Column "${name}" has a missing value in row ${row}, and had none in training.`
      : `Column "${name}" has the value "${levels[code]}" in row ${row}, which is not among the training rows.`,
    code < 0 ? 'Put Impute before Encode.' : 'Let Encode ignore unknown values, or correct the cell.',
    { column: name, row },
  )
}
