import type { View } from '../core/view'
import { viewInfos } from './describe-result'

/** A node's work while it goes on. */
export interface Running {
  readonly key: string
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
  abort: new AbortController(),
  finish: new AbortController(),
  views: {},
  changes: 0,
})

/** What the page is told of it. */
export function runningStatus({ changes, fraction, key, text, views }: Running) {
  return {
    state: 'running' as const,
    ...(fraction !== undefined && { fraction }),
    ...(text !== undefined && { text }),
    ...(changes > 0 && { views: viewInfos(views), result: `${key} ${changes}` }),
  }
}
