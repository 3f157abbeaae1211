import { expect, test } from 'vitest'
import type { ParamValues } from '../../core/params'
import type { View } from '../../core/view'
import { tableOf } from '../../stages/shared/testing'
import { Beginnings } from '../beginnings'
import { execute } from '../execute'
import { rawKeyOf, setRawKey } from '../raw-keys'
import { cachedRefits } from '../refit-executor'
import { refitted } from '../refit'
import { productStages } from '../stages'
import { canonical } from './canonical'
import { fittedModel } from './run-task'

const N = 60
const raw = tableOf({
  x: Array.from({ length: N }, (_, i) => ((i * 37) % 50) / 10 + (i % 7 ? 0 : 2)),
  z: Array.from({ length: N }, (_, i) => (i * 29) % 31),
  y: Array.from({ length: N }, (_, i) => ((i * 37) % 50 > 25 ? 'yes' : 'no')),
})
setRawKey(raw, 'the raw rows')
const { signal } = new AbortController()
const refuse = () => Promise.reject(new Error('Nothing here reads files'))

/** One worker as the store has them: it answers from its cache, and counts what it has to fit, steps too. */
function worker() {
  const beginnings = new Beginnings()
  const counts = { fits: 0, steps: 0 }
  const put = beginnings.put.bind(beginnings)
  beginnings.put = (...step) => (counts.steps++, put(...step))
  const cached = cachedRefits(
    (request) => (counts.fits++, refitted(request, productStages, signal, beginnings)),
  )
  const validate = async (C: number, params: ParamValues, seed = 0): Promise<Record<string, View>> => {
    const { model } = await fittedModel(canonical({ target: 'y' }, ['train/logistic', { C }]), raw)
    const { roles } = model.predictions
    const job = {
      node: 'folds',
      stage: 'validate/cross-validate',
      params: { n_splits: 3, ...params },
      seed,
      inputs: { model: { kind: 'model' as const, model } },
      raw: { table: raw, roles, key: 'the raw rows' },
    }
    const done = await execute(
      job,
      signal,
      { progress: () => {}, view: () => {} },
      {
        stages: productStages,
        file: refuse,
        asset: refuse,
        predictorSource: refuse,
        refit: (request) => cached(request, rawKeyOf(request.raw), signal, () => {}),
      },
    )
    return { ...done.views }
  }
  /** What a run takes, in fits of whole models and in steps before the learner. */
  const took = async (...asked: Parameters<typeof validate>) => {
    Object.assign(counts, { fits: 0, steps: 0 })
    await validate(...asked)
    return { ...counts }
  }
  return { took, validate }
}

test('after a change downstream of the split, what did not change is used again; after another seed, nothing is', async () => {
  const { took } = worker()
  const all = { fits: 3, steps: 3 * 4 }
  expect(await took(1, {})).toEqual(all)
  expect(await took(1, {})).toEqual({ fits: 0, steps: 0 })
  // What is asked of the folds is none of the model's business.
  expect(await took(1, { metric: 'accuracy' })).toEqual({ fits: 0, steps: 0 })
  // Another learner: its fits are new, and the steps before it are those of before.
  expect(await took(0.1, {})).toEqual({ fits: 3, steps: 0 })
  expect(await took(1, {})).toEqual({ fits: 0, steps: 0 })
  // Other folds, and another seed, leave nothing to use again.
  expect(await took(1, { n_splits: 4 })).toEqual({ fits: 4, steps: 4 * 4 })
  expect(await took(1, {}, 1)).toEqual(all)
})

test('what was used again says what a fresh run says', async () => {
  const { validate } = worker()
  await validate(0.1, {})
  const timeless = ({ folds, ...views }: Record<string, View>) => ({
    ...views,
    folds: folds?.kind === 'table' ? folds.rows.map((row) => row.slice(0, -1)) : undefined,
  })
  expect(timeless(await validate(1, { metric: 'accuracy' }))).toEqual(
    timeless(await worker().validate(1, { metric: 'accuracy' })),
  )
})
