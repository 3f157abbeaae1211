import { expect, test, vi } from 'vitest'
import { UserError } from '../core/errors'
import { RAW, type Recipe } from '../core/lineage'
import { describe } from '../core/stage'
import type { LoadStage, StageModule } from '../stages/modules'
import { tableOf } from '../stages/shared/testing'
import { execute } from './execute'
import { toyStages } from './toy-stages'

const raw = tableOf({ x: [1, 2, 3], y: [1, 2, 3] })
const recipeOf = (stage: string): Recipe => ({
  cast: { columns: [], decimal: '.', missing: [] },
  nodes: [{ id: stage, stage, version: 1, params: {}, inputs: { data: RAW } }],
})

test('what a job that fails still wanted refitted is not begun', async () => {
  const stage = describe({
    id: 'toy/many',
    version: 1,
    title: 'Many',
    summary: '',
    kind: 'task',
    params: {},
    inputs: {},
    outputs: {},
  })
  const run: NonNullable<StageModule['run']> = async (_, __, context) => {
    const fits = ['toy/bad', 'toy/good', 'toy/good'].map((id) =>
      context.refit({ recipe: recipeOf(id), raw, roles: new Uint8Array(3) }),
    )
    await Promise.all(fits)
    return { outputs: {} }
  }
  const load = vi.fn<LoadStage>(async (id) => {
    if (id === 'toy/many') return { stage, run }
    throw new UserError(`${id} is too much.`)
  })
  const refuse = () => Promise.reject(new Error('Nothing here reads files'))
  const around = { stages: { ...toyStages, load }, file: refuse, asset: refuse, predictorSource: refuse }
  const job = { node: 'many', stage: 'toy/many', params: {}, seed: 0, inputs: {} }
  const quiet = { progress: () => {}, view: () => {} }
  await expect(execute(job, new AbortController().signal, quiet, around)).rejects.toThrow(
    'toy/bad is too much.',
  )
  await new Promise((resolve) => setTimeout(resolve))
  expect(load.mock.calls.map(([id]) => id)).toEqual(['toy/many', 'toy/bad'])
})
