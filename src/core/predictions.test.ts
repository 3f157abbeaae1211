import { describe, expect, test } from 'vitest'
import { TEST, TRAIN, type Target } from './dataset'
import { predictedColumns } from './predictions-table'
import { decide, decisionsOf, takePredictions, type Predictions } from './predictions'

const target: Target = { column: 'y', task: 'binary', classes: ['bad', 'good'], positive: 0 }
const scores = Float64Array.of(0.2, 0.8, 0.3, 0.7, 0.5, 0.5, Number.NaN, Number.NaN)
const said = (one: Target) => Array.from({ length: 3 }, (_, row) => decide(scores, row, one))
const predictions = (one: Target): Predictions => ({
  target: one,
  ids: Uint32Array.of(0, 1, 2, 3),
  truth: Float64Array.of(0, 1, 0, 1),
  scores,
  roles: Uint8Array.of(TRAIN, TEST, TEST, TEST),
})

describe('a decision', () => {
  test('is the larger score, the first of equal ones', () => expect(said(target)).toEqual([1, 1, 0]))

  test('with a threshold is the positive class from there on', () => {
    expect(said({ ...target, threshold: 0.3 })).toEqual([1, 0, 0])
    expect(said({ ...target, threshold: 0.6 })).toEqual([1, 1, 1])
    expect(said({ ...target, positive: 1, threshold: 0.75 })).toEqual([1, 0, 0])
  })

  test('is kept only where it is not simply the larger score', () => {
    expect(decisionsOf(predictions(target))).toBeUndefined()
    const [decided] = [Int32Array.of(1, 0, 1, 0)]
    const kept = takePredictions({ ...predictions({ ...target, threshold: 0.3 }), decided }, [2, 1])
    expect(decisionsOf(kept)).toEqual(Int32Array.of(1, 0))
    expect(decisionsOf(takePredictions(predictions({ ...target, threshold: 0.3 }), [0, 1]))).toEqual(
      Int32Array.of(1, 0),
    )
  })

  test('is what a table of predictions says, and a row without scores has none', () => {
    const [prediction] = predictedColumns({ ...target, threshold: 0.3 }, scores, new Set())
    expect(prediction).toMatchObject({ codes: Int32Array.of(1, 0, 0, -1), levels: ['bad', 'good'] })
  })
})
