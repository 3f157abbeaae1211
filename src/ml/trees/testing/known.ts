import type { Helpers } from '../../../core/helper'
import { randomStream } from '../../../core/random'
import { fitBoosting } from '../boost'
import { numberColumn } from '../columns'
import { fitForest } from '../forest'
import type { Trees } from '../model'
import { BOOSTING_DEFAULTS } from './boosting-options'

/** What `digestOfFits` gives on every engine and with any number of threads. */
export const KNOWN_DIGEST = 'da5d12e5 d953a560'

const ROWS = 50_000

/**
 * Fits boosted trees and a forest to numbers that no engine rounds in its own way.
 * @param helped what the forest waits for once it has a tree
 * @returns a hash of all their bits
 */
export async function digestOfFits(helpers?: Helpers, helped?: Promise<void>): Promise<string> {
  const random = randomStream(5, 'known')
  const columns = Array.from({ length: 6 }, () =>
    Float64Array.from({ length: ROWS }, () => (random() < 0.05 ? Number.NaN : random())),
  )
  const truth = Float64Array.from({ length: ROWS }, (_, row) => {
    const [a = 0, b = 0, c = 0] = columns.map((column) => column[row]! || 0)
    return a * b + c > 0.6 !== random() < 0.1 ? 1 : 0
  })
  const features = columns.map(numberColumn)
  const { model } = await fitBoosting(
    features,
    { loss: 'logistic', truth },
    { ...BOOSTING_DEFAULTS, max_iter: 10, subsample: 0.8 },
    { random: () => randomStream(0, 'boosting'), helpers, onIteration: () => false },
  )
  const forest = await fitForest(
    features,
    { truth, classes: 2 },
    {
      n_estimators: 20,
      criterion: 'gini',
      max_depth: 8,
      min_samples_split: 2,
      min_samples_leaf: 1,
      bootstrap: true,
      tries: 2,
      randomSplits: false,
    },
    {
      random: randomStream(0, 'forest'),
      helpers,
      onTree: async () => {
        await helped
        return false
      },
    },
  )
  return [model.trees, forest].map(digestOf).join(' ')
}

/** FNV-1a over the bytes of questions, thresholds and values. */
function digestOf({ asks, thresholds, values }: Trees): string {
  let hash = 0x811c9dc5
  for (const { buffer } of [asks, thresholds, values]) {
    for (const byte of new Uint8Array(buffer)) hash = Math.imul(hash ^ byte, 0x01000193)
  }
  return (hash >>> 0).toString(16)
}
