/** A worker that helps a fit with its sums. It knows no stage: the fit says what it runs. */
export interface Helper {
  send(message: unknown, transfer?: readonly ArrayBuffer[]): void
  /** `lost` is told when it could not start or go on; a worker that dies without a word tells no one. */
  listen(heard: (message: unknown) => void, lost: () => void): void
  end(): void
}

/** Where a fit gets helpers from. */
export interface Helpers {
  /** How many may run beside the fit's own thread. */
  readonly most: number
  /** Milliseconds without an answer after which one counts as lost. */
  readonly patience: number
  start(): Helper
}
