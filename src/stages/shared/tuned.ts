import type { SearchValue, SearchValues } from '../../core/search'
import type { Point, Trial } from '../../ml/search/space'
import type { NodeDimension } from './recipe-space'

/** One trial as it is kept: plain data. */
export interface TunedTrial {
  readonly point: Point
  /** The share of the training rows, or of the rounds, that it was given; all of them without it. */
  readonly share?: number
  /** Per fold; none where it failed. */
  readonly scores: readonly number[]
  /** NaN where it failed. */
  readonly mean: number
  /** Why it failed, in words. */
  readonly error?: string
}

/** What few are given of to many settings, and all of to the best: training rows, or trees and epochs. */
export const SHARINGS = ['rows', 'rounds'] as const
export type Sharing = (typeof SHARINGS)[number]

/** What a search found. */
export interface Tuned {
  readonly space: readonly NodeDimension[]
  readonly metric: { readonly name: string; readonly title: string; readonly greaterIsBetter: boolean }
  /** What the scores were measured on, in words. */
  readonly on: string
  readonly trials: readonly TunedTrial[]
  readonly sharing: Sharing
  /** Its place among the trials; -1 while there is none. */
  readonly best: number
  /** What the best trial set, by node. */
  readonly values: SearchValues
}

/** A value as a person reads it. */
export const cellOf = (value: SearchValue): string | number =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : value

export const isWhole = ({ share = 1 }: Pick<TunedTrial, 'share'>): boolean => share === 1

/** Losses are turned so that smaller is better; a trial that failed is worse than all others. */
export function historyOf({ metric, trials }: Pick<Tuned, 'metric' | 'trials'>): Trial[] {
  const sign = metric.greaterIsBetter ? -1 : 1
  return trials.map(({ point, share, mean }) => ({
    point,
    loss: Number.isNaN(mean) ? Infinity : sign * mean,
    ...(share !== undefined && { share }),
  }))
}

/** The place of the best trial among those on the most rows, the first of equals; -1 where none worked. */
export function bestOf(tuned: Pick<Tuned, 'metric' | 'trials'>): number {
  const history = historyOf(tuned)
  const known = history.filter(({ loss }) => Number.isFinite(loss))
  const most = Math.max(...known.map(({ share = 1 }) => share))
  const least = Math.min(...known.filter(({ share = 1 }) => share === most).map(({ loss }) => loss))
  return history.findIndex(({ loss, share = 1 }) => share === most && loss === least)
}

/**
 * By how much the best inner score is likely to flatter, since it was chosen for being the best: the mean over folds of
 * what the best trial of that fold alone is ahead of the chosen one (Tibshirani and Tibshirani 2009). Halving chooses
 * among those that were given little, so there it is that of the last round that had rivals. 0 or more; NaN where it
 * cannot be told, and why.
 */
export function optimism({ metric, trials, best }: Pick<Tuned, 'metric' | 'trials' | 'best'>): {
  readonly value: number
  readonly reason?: string
} {
  const none = (reason: string) => ({ value: Number.NaN, reason })
  const working = trials.filter(({ mean }) => !Number.isNaN(mean))
  const rounds = [...new Set(working.map(({ share = 1 }) => share))]
    .sort((a, b) => b - a)
    .map((given) => working.filter(({ share = 1 }) => share === given))
  const rivals = rounds.find(({ length }) => length > 1)
  if (!rivals) return none('It takes two trials that worked to tell how much luck the better one had.')
  const point = JSON.stringify(trials[best]?.point)
  const chosen = rivals.find((one) => JSON.stringify(one.point) === point)
  if (!chosen || chosen.scores.length < 2)
    return none('It takes folds to tell: here every trial has one score.')
  const sign = metric.greaterIsBetter ? 1 : -1
  const ahead = chosen.scores.map(
    (score, fold) => Math.max(...rivals.map(({ scores }) => sign * scores[fold]!)) - sign * score,
  )
  return { value: ahead.reduce((sum, one) => sum + one, 0) / ahead.length }
}
