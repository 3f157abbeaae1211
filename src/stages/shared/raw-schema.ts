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
      let missing = 0
      let [low, high] = [Infinity, -Infinity]
      for (const value of column.values) {
        if (Number.isNaN(value)) missing++
        if (!Number.isFinite(value)) continue
        if (value < low) low = value
        if (value > high) high = value
      }
      return { name, kind, missing, ...(low <= high && { range: [low, high] as const }) }
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
