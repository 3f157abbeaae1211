import { isAbort, toFault, type Fault } from '../../core/errors'
import type { RowWindow } from '../../state/hooks'

export const WINDOW = 128
/** Windows that are kept; the oldest go first. */
const KEPT = 64

export interface Row {
  readonly id: number
  readonly role: string | undefined
  readonly cells: RowWindow['cells'][number]
}

/** The rows of one result, fetched in windows as they come into sight. */
export interface Windows {
  /** Of the first window: the columns and how many rows there are. */
  readonly head: () => RowWindow | undefined
  readonly fault: () => Fault | undefined
  /** One row, or undefined while it is on its way. */
  row(index: number): Row | undefined
  /** Sees to it that the rows from `first` to `last` come. */
  want(first: number, last: number): void
}

export function createWindows(
  load: (offset: number, count: number) => Promise<RowWindow>,
  changed: () => void,
): Windows {
  const windows = new Map<number, RowWindow>()
  const asked = new Set<number>()
  let head: RowWindow | undefined
  let fault: Fault | undefined

  const keep = (block: number, window: RowWindow) => {
    windows.set(block, window)
    for (const old of windows.keys()) {
      if (windows.size <= KEPT) break
      windows.delete(old)
      asked.delete(old)
    }
    if (block === 0) head = window
    fault = undefined
  }
  const ask = async (block: number) => {
    if (asked.has(block)) return
    asked.add(block)
    try {
      keep(block, await load(block * WINDOW, WINDOW))
    } catch (error) {
      asked.delete(block)
      if (isAbort(error)) return
      fault = toFault(error)
    }
    changed()
  }
  return {
    head: () => head,
    fault: () => fault,
    row(index) {
      const window = windows.get(Math.floor(index / WINDOW))
      const at = index % WINDOW
      const cells = window?.cells[at]
      return window && cells && { cells, id: window.ids[at]!, role: window.roles?.[at] }
    },
    want(first, last) {
      for (let block = Math.floor(first / WINDOW); block <= Math.floor(last / WINDOW); block++)
        void ask(block)
    },
  }
}
