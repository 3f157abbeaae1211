import { readFile } from 'node:fs/promises'
import { beforeAll, describe as suite, expect, test, vi } from 'vitest'
import { castRows } from '../core/csv/cast'
import { isAbort, UserError } from '../core/errors'
import type { Model } from '../core/lineage'
import { defaults, type ParamValues } from '../core/params'
import { rowCount, tableInfo, type Table } from '../core/table'
import { gathered, isOptional, portKind } from '../core/ports'
import type { TaskResult } from '../core/task'
import { contractInputs, leastPorts, variants } from './shared/contract-inputs'
import { fittedLearner, predictLearner, refitLearner } from './shared/contract-models'
import { testTaskContext } from './shared/testing'
import { stages } from './descriptions'
import { loadStage, type StageModule } from './modules'

// Leaderboards say how long a fit took, which is not the same for the same seed.
beforeAll(() => void vi.spyOn(performance, 'now').mockReturnValue(0))

const tasks = stages.filter(({ kind }) => kind === 'task')

const CSV = 'a,b\n1,x\n2,y\n'
const file = { name: 'a.csv', hash: 'abc', size: CSV.length }

const {
  'ready, binary': classes,
  'ready, regression': values,
  'empty, binary': nobody,
} = contractInputs('dataset')
const models = [await fittedLearner('train/logistic', classes!), await fittedLearner('train/ridge', values!)]

/** What a task can be given; the model's own rows stand in for new ones. */
function inputsOf({ stage }: StageModule, model: Model, rows: Table): Record<string, unknown> {
  const given = { table: rows, model, dataset: { ...classes!, roles: model.predictions.roles } }
  const wired = Object.entries(leastPorts(stage.inputs)).map(([port, spec]) => [port, given[portKind(spec)]])
  const raw = { table: classes!.table, roles: model.predictions.roles }
  return { ...gathered(Object.fromEntries(wired)), ...(stage.uses?.includes('raw') && { raw }) }
}

function contextFor(model: Model, signal = new AbortController().signal) {
  const context = testTaskContext({
    refit: (request) => refitLearner(model.predictions.target, request),
    predict: (fitted, raw) => predictLearner(model.predictions.target, fitted, raw),
    inputColumns: (_, raw) =>
      tableInfo(raw)
        .filter(({ role }) => role === 'feature')
        .map(({ name }) => name),
    cast: ({ lineage }, header, rows) => castRows(lineage.cast, header, rows).table,
    file: async () => new Blob([CSV]),
    asset: async (path) => new Blob([await readFile(`public/${path}`)]),
    predictorSource: async () => 'export {}',
  })
  return { ...context, signal, progress: () => signal.throwIfAborted() }
}

/** What the task gives, or null when it refuses in words. */
async function attempt(
  module: StageModule,
  inputs: Readonly<Record<string, unknown>>,
  params: ParamValues,
  context: ReturnType<typeof contextFor>,
): Promise<TaskResult | null> {
  try {
    return await module.run!(inputs, params, context)
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}

suite.each(tasks.map(({ id }) => id))('The task %s', async (id) => {
  const module = await loadStage(id)
  const withFile = (params: ParamValues) => ('file' in module.stage.params ? { ...params, file } : params)
  const takesModel = Object.values(module.stage.inputs).some((port) => portKind(port) === 'model')
  const all = [defaults(module.stage.params), ...variants(module.stage.params)].map(withFile)
  const trials = all.flatMap((params) =>
    models.slice(takesModel ? 0 : 1).map((model) => ({ params, model, rows: classes!.table })),
  )

  test('answers, the same for the same seed, or refuses in words, and leaves its inputs alone', async () => {
    let answers = 0
    for (const { params, model, rows } of trials) {
      const inputs = inputsOf(module, model, rows)
      const before = structuredClone(inputs)
      const result = await attempt(module, inputs, params, contextFor(model))
      expect(inputs).toEqual(before)
      if (!result) continue
      answers++
      expect(Object.keys(result.outputs)).toEqual(Object.keys(module.stage.outputs))
      expect(structuredClone(result)).toEqual(result)
      expect(await module.run!(inputs, params, contextFor(model))).toEqual(result)
    }
    expect(answers).toBeGreaterThan(0)
  }, 30_000)

  test('goes without an input that is optional, and answers or refuses rows of nobody', async () => {
    const [model] = models
    for (const params of all) {
      const inputs = inputsOf(module, model!, nobody!.table)
      const less = Object.fromEntries(
        Object.entries(inputs).filter(
          ([port]) => !module.stage.inputs[port] || !isOptional(module.stage.inputs[port]),
        ),
      )
      for (const given of [inputs, less]) {
        const outcome = await Promise.resolve()
          .then(() => module.run!(given, params, contextFor(model!)))
          .catch((error: unknown) => error)
        expect(outcome instanceof Error ? outcome : new UserError('')).toBeInstanceOf(UserError)
      }
    }
  }, 30_000)

  test('obeys an abort', async () => {
    const { params, model, rows } = trials[0]!
    const stopped = contextFor(model, AbortSignal.abort())
    const outcome = await Promise.resolve()
      .then(() => module.run!(inputsOf(module, model, rows), params, stopped))
      .catch((error: unknown) => error)
    expect(isAbort(outcome)).toBe(true)
  })

  test('foretells the columns of a table that it makes', async () => {
    const { params, model, rows } = trials[0]!
    const { outputs } = await module.run!(inputsOf(module, model, rows), params, contextFor(model))
    const known = { data: tableInfo(rows) }
    const foretold = module.stage.infer?.(known, params as never) ?? []
    const made = Object.values(outputs).flatMap((value) =>
      'ids' in value && rowCount(value) > 0 ? tableInfo(value) : [],
    )
    for (const one of foretold) expect(made).toContainEqual(one)
  })
})
