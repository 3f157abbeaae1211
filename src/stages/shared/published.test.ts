import { expect, test } from 'vitest'
import type { Lineage } from '../../core/lineage'
import { published } from './published'

const cast: Lineage['cast'] = {
  columns: [
    { name: 'kept', kind: 'category', levels: ['secret'] },
    { name: 'bought', kind: 'time', order: 'day-first' },
    { name: 'customer', kind: 'category', levels: ['Ada', 'Bob'] },
  ],
  decimal: '.',
  missing: [],
}
const step = { id: 'a', stage: 'train/a', version: 1, params: {}, inputs: {} }
const inner: Lineage = { cast, nodes: [{ ...step, learned: { weights: [1], resume: { moments: [2] } } }] }
const wrapped: Lineage = {
  cast,
  nodes: [
    {
      ...step,
      id: 'w',
      models: { model: { cast, nodes: [step] } },
      learned: { models: { best: inner }, own: { at: 0.5, resume: 1 } },
    },
  ],
}

test('nothing of the data that a prediction has no use for leaves with a model, however deep', () => {
  const text = JSON.stringify(published(wrapped, new Set(['kept'])))
  expect(published(wrapped, new Set(['bought'])).cast.columns).toEqual([
    { name: 'bought', kind: 'time', order: 'day-first' },
  ])
  for (const secret of ['secret', 'Ada', 'customer', 'resume', 'moments']) expect(text).not.toContain(secret)
  expect(published(wrapped, new Set(['kept']))).toMatchObject({
    cast: { columns: [{ name: 'kept', kind: 'category' }] },
    nodes: [{ learned: { models: { best: { nodes: [{ learned: { weights: [1] } }] } }, own: { at: 0.5 } } }],
  })
})
