/** Where in the person's data a fault lies. Rows are counted from 1, as a spreadsheet does without its header. */
export interface Place {
  readonly column?: string
  readonly row?: number
}

/** A fault that the person can mend: what is wrong, where, and what to do about it. */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly cure: string | undefined
  readonly place: Place

  constructor(message: string, cure?: string, place: Place = {}) {
    super(message)
    this.cure = cure
    this.place = place
  }
}

/** An error as plain data, to be sent between workers and shown on a node. */
export interface Fault {
  readonly message: string
  readonly cure?: string
  readonly column?: string
  readonly row?: number
  /** An error that no stage foresaw: a fault of the product, not of the person's data. */
  readonly unexpected?: boolean
}

export function toFault(error: unknown): Fault {
  if (error instanceof UserError) {
    return { message: error.message, ...(error.cure && { cure: error.cure }), ...error.place }
  }
  const message = error instanceof Error ? error.message : String(error)
  if (isNoMemory(error)) return noMemory
  return { message, unexpected: true }
}

/** How browsers and Node say that an array, or the memory of a kernel, cannot be had. */
const NO_MEMORY =
  /allocation failed|out of memory|unable to grow|memory size exceeded|invalid (typed )?array length/i

/** Whether more memory was asked for than there is. */
export const isNoMemory = (error: unknown): boolean =>
  error instanceof RangeError && NO_MEMORY.test(error.message)

const noMemory: Fault = {
  message: 'This needs more memory than can be had.',
  cure: 'Take fewer rows or columns, or close other tabs.',
}

/** The error that a fault was made of, on the other side of a worker's border. */
export function fromFault({ message, cure, column, row, unexpected }: Fault): Error {
  if (unexpected) return new Error(message)
  return new UserError(message, cure, {
    ...(column !== undefined && { column }),
    ...(row !== undefined && { row }),
  })
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

/** One line: the fault, then the cure. */
export function faultLine({ message, cure }: Fault): string {
  return cure ? `${message} ${cure}` : message
}
