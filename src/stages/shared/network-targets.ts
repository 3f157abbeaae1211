import type { Target } from '../../core/dataset'
import { binaryProbabilities, softmax } from '../../ml/link'

/** How the outputs of a network stand for the target. A value is learned with mean 0 and deviation 1. */
export type OutputLink =
  | { readonly kind: 'binary' }
  | { readonly kind: 'softmax'; readonly classes: number }
  | { readonly kind: 'value'; readonly mean: number; readonly scale: number }

export function linkFor({ task, classes }: Target, truth: Float64Array): OutputLink {
  if (task !== 'regression')
    return classes.length === 2 ? { kind: 'binary' } : { kind: 'softmax', classes: classes.length }
  const mean = truth.reduce((sum, value) => sum + value, 0) / truth.length
  const variance = truth.reduce((sum, value) => sum + (value - mean) ** 2, 0) / truth.length
  return { kind: 'value', mean, scale: Math.sqrt(variance) || 1 }
}

export const outputsOf = (link: OutputLink): number => (link.kind === 'softmax' ? link.classes : 1)

/** What the network is to give for each row: class indices, or values made standard. */
export function targetsFor(link: OutputLink, truth: Float64Array): Float32Array {
  return link.kind === 'value'
    ? Float32Array.from(truth, (value) => (value - link.mean) / link.scale)
    : Float32Array.from(truth)
}

/** Raw outputs, rows x outputs, to scores: probabilities per class, or values. */
export function scoresFor(link: OutputLink, outputs: Float64Array): Float64Array {
  switch (link.kind) {
    case 'binary':
      return binaryProbabilities(outputs)
    case 'softmax':
      return softmax(outputs, link.classes)
    case 'value':
      return outputs.map((output) => output * link.scale + link.mean)
  }
}
