import { UserError } from './errors'

/** About how many bytes something takes at most; where telling them takes a while, more than those are told at once. */
export type MemoryNeed = number | { readonly bound: number; readonly about: () => number | Promise<number> }

/** Fewer bytes than this are had everywhere. */
const SMALL_MEMORY = 100_000_000

export function canHaveMemory(bytes: number): boolean {
  if (!(bytes >= SMALL_MEMORY)) return true
  try {
    void new ArrayBuffer(bytes)
    return true
  } catch {
    return false
  }
}

/**
 * @param needs what needs it, as a sentence begins: "These trees need"
 * @throws UserError when so many bytes of memory cannot be had
 */
export function requireMemory(bytes: number, needs: string, cure: string): void {
  if (!canHaveMemory(bytes))
    throw new UserError(`${needs} about ${bytesInWords(bytes)} of memory, which cannot be had.`, cure)
}

export function bytesInWords(bytes: number): string {
  if (bytes < 1e9) return `${Math.ceil(bytes / 1e6)} MB`
  return bytes < 1e11
    ? `${(bytes / 1e9).toPrecision(2)} GB`
    : `${Math.round(bytes / 1e9).toLocaleString('en-US')} GB`
}
