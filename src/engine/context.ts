import type { Context, Kept } from '../core/context'
import { randomStream } from '../core/random'
import type { View } from '../core/view'

/** What a node says while it works. */
export interface Reports {
  progress?(fraction: number, text: string): void
  warn?(message: string, cure?: string): void
  view?(id: string, data: View): void
  soFar?(learned: () => unknown): void
  keep?(kept: Kept): void
}

/** The context of one node: its random streams hang on the pipeline's seed and the node's id alone. */
export function makeContext(
  seed: number,
  node: string,
  signal: AbortSignal,
  reports: Reports = {},
  finish: AbortSignal = new AbortController().signal,
  before: Pick<Context, 'previous' | 'kept'> = {},
): Context {
  return {
    signal,
    finish,
    ...before,
    random: (name) => randomStream(seed, `${node}/${name}`),
    progress: (fraction, text = '') => {
      signal.throwIfAborted()
      reports.progress?.(fraction, text)
    },
    warn: (message, cure) => reports.warn?.(message, cure),
    view: (id, data) => reports.view?.(id, typeof data === 'function' ? data() : data),
    soFar: (learned) => reports.soFar?.(learned),
    keep: (kept) => reports.keep?.(kept),
  }
}
