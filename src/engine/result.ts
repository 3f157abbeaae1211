import type { Dataset } from '../core/dataset'
import type { Model } from '../core/lineage'
import type { Table } from '../core/table'
import type { LookedAt } from '../core/task'
import type { View } from '../core/view'
import type { Warning } from './protocol'
import type { Trail } from './trail'

/** What flows out of a port, and how it came to be. */
export type Output =
  | { readonly kind: 'table'; readonly value: Table; readonly trail: Trail }
  | { readonly kind: 'dataset'; readonly value: Dataset; readonly trail: Trail }
  | { readonly kind: 'model'; readonly value: Model; readonly trail: Trail }

/** Rows behind a task's views, with the way from raw rows to what a model said of them. */
export type LookedAtBy = LookedAt & { readonly trail: Trail }

/** A finished node. Stopped work never becomes one. */
export interface NodeResult {
  readonly key: string
  /** What is downstream hangs on it: the key, or a hash of what was learned where that may differ from run to run. */
  readonly id: string
  readonly outputs: Readonly<Record<string, Output>>
  readonly views: Readonly<Record<string, View>>
  readonly rows?: Readonly<Record<string, LookedAtBy>>
  readonly warnings: readonly Warning[]
  readonly milliseconds: number
  /** Why it ended before its time, in words. */
  readonly stopped?: string
}

/** Bytes of the typed arrays in plain data, each buffer once. Text and objects count a little. */
export function bytesOf(value: unknown, seen: Set<unknown> = new Set()): number {
  if (typeof value === 'string') return 2 * value.length
  if (typeof value !== 'object' || value === null) return 8
  if (ArrayBuffer.isView(value)) {
    if (seen.has(value.buffer)) return 0
    seen.add(value.buffer)
    return value.buffer.byteLength
  }
  if (seen.has(value)) return 0
  seen.add(value)
  return Object.values(value).reduce<number>((sum, one) => sum + bytesOf(one, seen), 16)
}
