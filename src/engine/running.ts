import type { View } from '../core/view'
import { viewInfos } from './describe-result'

/** A node's work while it goes on. */
export interface Running {
  readonly key: string
  /** When it began, as `performance.now` tells. */
  readonly began: number
  readonly abort: AbortController
  readonly finish: AbortController
  fraction?: number
  text?: string
  /** What it has shown so far, and how often that changed. */
  readonly views: Record<string, View>
  changes: number
}

export const begin = (key: string): Running => ({
  key,
  began: performance.now(),
  abort: new AbortController(),
  finish: new AbortController(),
  views: {},
  changes: 0,
})

export function show(running: Running, id: string, data: View): void {
  running.views[id] = data
  running.changes++
}

/** Before this much time nobody can say how long the rest takes. */
const LEAST_MILLISECONDS = 1500

/** Milliseconds that the rest takes when it goes on as it went so far; undefined while that is a guess. */
export function remainingOf(elapsed: number, fraction: number | undefined): number | undefined {
  if (!fraction || elapsed < LEAST_MILLISECONDS) return undefined
  return (elapsed / fraction) * Math.max(0, 1 - fraction)
}

/** What the page is told of it. */
export function runningStatus({ began, changes, fraction, key, text, views }: Running) {
  const remaining = remainingOf(performance.now() - began, fraction)
  return {
    state: 'running' as const,
    ...(fraction !== undefined && { fraction }),
    ...(text !== undefined && { text }),
    ...(remaining !== undefined && { remaining }),
    ...(changes > 0 && { views: viewInfos(views), result: `${key} ${changes}` }),
  }
}
