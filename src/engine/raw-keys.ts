import { hashBytes } from '../core/hash'
import type { Table } from '../core/table'

/**
 * Ids of raw tables' content, for tables that are known to come unchanged from a source. A table that somebody
 * made has none, so that nothing is ever answered from the cache for other content.
 */
const keys = new WeakMap<Table, string>()

export const rawKeyOf = (raw: Table): string | undefined => keys.get(raw)

export function setRawKey(raw: Table, key: string): void {
  keys.set(raw, key)
}

/** `part` holds some of the rows of `whole`, unchanged. */
export function derivedRaw(whole: Table, part: Table): Table {
  const key = keys.get(whole)
  const { buffer, byteOffset, byteLength } = part.ids
  if (key !== undefined) keys.set(part, `${key}/${hashBytes(new Uint8Array(buffer, byteOffset, byteLength))}`)
  return part
}
