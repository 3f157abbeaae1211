import type { View } from '../../core/view'
import { lookupStage } from '../../state/stages'
import { figure } from '../words'

/** Where the model itself cuts, which looking does not change, and what would. */
export function ownWords(own: Extract<View, { kind: 'threshold' }>['own']): string {
  const setter = lookupStage('evaluate/threshold')!.title
  if (own === 'each') return `Each fold cuts at a threshold of its own, which “${setter}” found there.`
  return own === undefined
    ? `Predictions and the bundle cut at 0.5, until a “${setter}” node sets another threshold.`
    : `Predictions and the bundle cut at ${figure(own)}, which “${setter}” has set.`
}
