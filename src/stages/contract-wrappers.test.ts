import { describe as suite, expect, test } from 'vitest'
import type { RefitContext } from '../core/context'
import { EXCLUDED, TEST } from '../core/dataset'
import { isAbort, UserError } from '../core/errors'
import { fromReadableJson, toReadableJson } from '../core/lineage-json'
import { recipeOf, type Model, type WrapperLearned } from '../core/lineage'
import type { ParamValues } from '../core/params'
import { takeTable } from '../core/table'
import { applies } from './apply'
import { stages } from './descriptions'
import { loadStage, type StageModule } from './modules'
import { gathered } from '../core/ports'
import { contractInputs, leastPorts, variants } from './shared/contract-inputs'
import { fittedLearner, predictLearner, refitLearner } from './shared/contract-models'
import { cellsOf, testContext } from './shared/testing'

const { 'ready, binary': classes, 'ready, regression': values } = contractInputs('dataset')
const cases = [
  { rows: classes!, model: await fittedLearner('train/logistic', classes!) },
  { rows: values!, model: await fittedLearner('train/ridge', values!) },
]
type Case = (typeof cases)[number]

function contextFor({ predictions }: Model, signal = new AbortController().signal): RefitContext {
  const context = testContext(0, signal)
  const { target } = predictions
  return {
    ...context,
    refit: (request) => refitLearner(target, request),
    predict: (model, raw) => predictLearner(target, model, raw),
  }
}

/** What the wrapper learns, or null when it refuses in words. It is handed no test row, as the engine does it. */
async function attempt(
  { fitWrapper, stage }: StageModule,
  { model, rows }: Case,
  params: ParamValues,
  context = contextFor(model),
): Promise<WrapperLearned | null> {
  const { roles } = model.predictions
  const kept = Uint32Array.from(
    [...roles.keys()].filter((row) => roles[row] !== TEST && roles[row] !== EXCLUDED),
  )
  const given = { raw: takeTable(rows.table, kept), roles: Uint8Array.from(kept, (row) => roles[row]!) }
  const ports = Object.keys(leastPorts(stage.inputs))
  const recipes = gathered(Object.fromEntries(ports.map((port) => [port, recipeOf(model.lineage)])))
  try {
    return await fitWrapper!(recipes, given, params, context)
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}

/** What it makes of the predictions of its models on these rows. */
function applied(
  { stage, apply }: StageModule,
  { models, own }: WrapperLearned,
  rows: Case['rows'],
  params: ParamValues,
) {
  const inner = Object.entries(models).map(([name, { nodes }]) => {
    const node = nodes[0]!
    return [name, applies.get(node.stage)!(node.learned, { data: rows }, node.params)]
  })
  expect(Object.keys(models)).not.toEqual([])
  expect(stage.kind).toBe('wrapper')
  return apply!(own, Object.fromEntries(inner), params)
}

const wrappers = stages.filter(({ kind }) => kind === 'wrapper')

suite.each(wrappers.map(({ id }) => id))('The wrapper %s', async (id) => {
  const module = await loadStage(id)
  const quick = (params: ParamValues) =>
    'n_trials' in params ? { ...params, n_trials: 2, n_splits: 2 } : params
  const trials = cases.flatMap((one) =>
    variants(module.stage.params).map((params) => ({ one, params: quick(params) })),
  )

  test('learns plain data, the same for the same seed, that comes back from JSON, or refuses in words', async () => {
    let answers = 0
    for (const { one, params } of trials) {
      const learned = await attempt(module, one, params)
      if (!learned) continue
      answers++
      expect(await attempt(module, one, params)).toEqual(learned)
      expect(structuredClone(learned)).toEqual(learned)
      const back = fromReadableJson(toReadableJson(learned)) as WrapperLearned
      expect(back).toEqual(learned)
      expect(applied(module, back, one.rows, params)).toEqual(applied(module, learned, one.rows, params))
      for (const view of Object.values(module.explain?.(learned) ?? {})) expect(view.title).not.toBe('')
    }
    expect(answers).toBeGreaterThan(0)
  }, 30_000)

  test('keeps every row in its order, and says of each by itself what it says of it among others (law 3)', async () => {
    for (const { one, params } of trials) {
      const learned = await attempt(module, one, params)
      if (!learned) continue
      const all = applied(module, learned, one.rows, params)
      expect(all.table.ids).toEqual(one.rows.table.ids)
      const some = Uint32Array.of(3, 1, 7, 1)
      const few = applied(module, learned, { ...one.rows, table: takeTable(one.rows.table, some) }, params)
      const scores = (rows: typeof all) =>
        rows.table.columns.filter(({ role }) => role === 'prediction').map(cellsOf)
      expect(scores(few)).toEqual(scores({ ...all, table: takeTable(all.table, some) }))
    }
  }, 30_000)

  test('obeys an abort', async () => {
    const { one, params } = trials[0]!
    const outcome = await attempt(module, one, params, contextFor(one.model, AbortSignal.abort())).catch(
      (error: unknown) => error,
    )
    expect(isAbort(outcome)).toBe(true)
  })
})
