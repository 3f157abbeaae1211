import { expect, test } from 'vitest'
import { TEST, TRAIN } from '../../core/dataset'
import { withRoles, type Predictions } from '../../core/predictions'
import { metricNamed } from '../../ml/metrics/registry'
import { scoredOf } from '../../stages/shared/metrics-of'
import { predictionsOf } from '../refit'
import { fitChain } from './canonical'
import { mean, noise, noiseLinks, ROWS, SEEDS } from './noise'
import { figure, fittedModel, runTask } from './run-task'

const accuracy = (predictions: Predictions, role: number): number =>
  metricNamed('accuracy').compute(scoredOf(withRoles(predictions, [role]))).value

test('a selection among 10,000 columns of noise scores as a coin does (law 2)', async () => {
  const heldOut: number[] = []
  const folded: number[] = []
  for (let seed = 0; seed < SEEDS; seed++) {
    const model = await fittedModel(noiseLinks, noise(seed), seed)
    heldOut.push(accuracy(model.model.predictions, TEST))
    const { views } = await runTask('validate/cross-validate', { model }, { metric: 'accuracy' }, seed)
    folded.push(figure(views['scores'], 'mean'))
  }
  expect(Math.abs(mean(heldOut) - 0.5)).toBeLessThanOrEqual(0.05)
  expect(Math.abs(mean(folded) - 0.5)).toBeLessThanOrEqual(0.05)
}, 60_000)

test('the same noise looks like knowledge to who trained on it', async () => {
  const { flow } = await fitChain(noiseLinks, noise(0), new Uint8Array(ROWS).fill(TRAIN))
  expect(accuracy(predictionsOf(flow), TRAIN)).toBeGreaterThan(0.95)
})
