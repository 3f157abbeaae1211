import { rebuildLevels, type Column } from '../../core/column'

/** What a raw input column may hold, as the training rows show it. */
export interface RawColumn {
  readonly name: string
  readonly kind: Column['kind']
  readonly missing: number
  readonly levels?: readonly string[]
  readonly range?: readonly [number, number]
}

/** `training` rows of one raw column. Ranges leave missing and infinite cells out. */
export function rawColumn(training: Column): RawColumn {
  const column = rebuildLevels(training)
  const { name, kind } = column
  switch (column.kind) {
    case 'number':
    case 'time': {
      const finite = column.values.filter((value) => Number.isFinite(value))
      const missing = column.values.filter((value) => Number.isNaN(value)).length
      if (finite.length === 0) return { name, kind, missing }
      const ends = finite.reduce(
        ([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const,
        [Infinity, -Infinity] as readonly [number, number],
      )
      return { name, kind, missing, range: ends }
    }
    case 'category':
      return { name, kind, missing: column.codes.filter((code) => code < 0).length, levels: column.levels }
    case 'text':
      return {
        name,
        kind,
        missing: column.offsets.filter((end, i) => i > 0 && end === column.offsets[i - 1]).length,
      }
    case 'vector':
      return { name, kind, missing: 0 }
  }
}
