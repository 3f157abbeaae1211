import { fromFault, isAbort, toFault, type Fault } from '../core/errors'

/** An answer that keeps its fault on the way through a port, where an Error would lose it. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: Fault | 'aborted' }

export async function answer<T>(work: () => T | Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    return { ok: false, fault: isAbort(error) ? 'aborted' : toFault(error) }
  }
}

export function unwrap<T>(given: Answer<T>): T {
  if (given.ok) return given.value
  throw given.fault === 'aborted' ? new DOMException('Stopped', 'AbortError') : fromFault(given.fault)
}
