import { TEST } from '../../core/dataset'
import { decisionsOf, scoreWidth, type Predictions } from '../../core/predictions'
import type { FoldFit } from './fit-folds'

/**
 * What the folds say of the rows that they held out, a row once each, in the order of row ids: where repeats or draws
 * held a row out several times, the mean of its scores and the decision that most of them made. The clusters of one fold
 * are not those of another, so of clusters the first fold alone speaks.
 */
export function outOfFold(fits: readonly Pick<FoldFit, 'held'>[]): Predictions {
  const parts = fits.map(({ held }) => held)
  const { target } = parts[0]!
  if (target.task === 'clustering') return parts[0]!
  const ids = Uint32Array.from(new Set(parts.flatMap((part) => [...part.ids]))).sort()
  const place = new Map(Array.from(ids, (id, row) => [id, row]))
  const width = scoreWidth(target)
  const truth = new Float64Array(ids.length)
  const scores = new Float64Array(ids.length * width)
  const votes = new Float64Array(ids.length * width)
  const times = new Uint32Array(ids.length)
  let decides = false
  for (const part of parts) {
    const decided = decisionsOf(part)
    decides ||= decided !== undefined
    part.ids.forEach((id, from) => {
      const row = place.get(id)!
      times[row]!++
      truth[row] = part.truth[from]!
      for (let k = 0; k < width; k++) scores[row * width + k]! += part.scores[from * width + k]!
      if (decided) votes[row * width + decided[from]!]!++
    })
  }
  times.forEach((count, row) => {
    for (let k = 0; k < width; k++) scores[row * width + k]! /= count
  })
  const roles = new Uint8Array(ids.length).fill(TEST)
  return { target, ids, truth, scores, roles, ...(decides && { decided: mostVotes(votes, width) }) }
}

function mostVotes(votes: Float64Array, width: number): Int32Array {
  return Int32Array.from({ length: votes.length / width }, (_, row) => {
    const own = votes.subarray(row * width, (row + 1) * width)
    return own.indexOf(Math.max(...own))
  })
}
