import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe as suite, expect, test } from 'vitest'
import { checkParams } from '../core/check-params'
import type { ColumnInfo } from '../core/column'
import { ROW_ROLES, type Rows } from '../core/dataset'
import { isAbort, UserError } from '../core/errors'
import { fromReadableJson, toReadableJson } from '../core/lineage-json'
import { defaults, type ParamValues } from '../core/params'
import { portKind, portNamed } from '../core/ports'
import { stepOf } from '../core/steps'
import { rowCount, tableInfo, takeTable, type Table } from '../core/table'
import { whyNotSearch } from '../core/tunable'
import { contractInputs, variants } from './shared/contract-inputs'
import { cellsOf, testContext } from './shared/testing'
import { stages } from './descriptions'
import { loadStage, type StageModule } from './modules'

const paths = Object.keys(import.meta.glob('./*/*.{step,wrapper,task}.ts'))

suite('Every stage', () => {
  test('is named by its file', () => {
    expect(stages.map(({ id, kind }) => `./${id}.${kind}.ts`)).toEqual(paths)
    expect(new Set(stages.map(({ title }) => title)).size).toBe(stages.length)
  })

  test.each(stages)('$id is described in full', (stage) => {
    expect(stepOf(stage.id)).toBeDefined()
    expect(stage.version).toBeGreaterThan(0)
    expect(stage.summary).toMatch(/\.$/)
    expect(checkParams(stage.params, defaults(stage.params))).toEqual([])
    expect(JSON.parse(JSON.stringify(stage.params))).toEqual(stage.params)
    for (const [name, spec] of Object.entries(stage.params)) {
      expect(spec.help, `${name} has no help`).toMatch(/\.$/)
      expect(spec.title).not.toBe('')
      expect(Object.keys(stage.params)).toContain(spec.when?.param ?? name)
    }
    const usual = Object.entries(stage.params).map(([name, { tune }]) =>
      tune ? whyNotSearch(stage, name, tune) : null,
    )
    expect(usual.filter((fault) => fault !== null)).toEqual([])
    // A number at the end is what an input that takes many adds for each of its wires.
    for (const name of Object.keys(stage.inputs)) expect(name).not.toMatch(/-\d+$/)
    const renamed = Object.entries(stage.renamed ?? {})
    for (const [version] of renamed) expect(Number(version)).toBeLessThan(stage.version)
    for (const name of Object.values(stage.renamed?.[stage.version - 1] ?? {}))
      expect(portNamed(stage.inputs, name), name).toBeDefined()
  })

  test.each(stages)('$id exports what its kind has', async ({ id, kind, outputs }) => {
    const module = await loadStage(id)
    expect(typeof module.apply).toBe(kind === 'task' ? 'undefined' : 'function')
    expect(typeof module.run).toBe(kind === 'task' ? 'function' : 'undefined')
    const makesDataset = Object.values(outputs).some((port) => portKind(port) === 'dataset')
    const takesTable = Object.values(module.stage.inputs).some((port) => portKind(port) === 'table')
    expect(typeof module.assignRoles).toBe(
      kind === 'step' && makesDataset && takesTable ? 'function' : 'undefined',
    )
  })
})

interface Answer {
  readonly learned: unknown
  readonly out: Rows
}

/** What the step makes of the rows, or null when it refuses them in words. */
async function attempt(
  module: StageModule,
  rows: Rows,
  params: ParamValues,
  context = testContext(),
): Promise<Answer | null> {
  const inputs = inputsOf(module, rows)
  const fitted = async () => {
    const learned = module.fit ? (await module.fit(inputs, params, context)).learned : null
    return { learned, out: module.apply!(learned, inputs, params) }
  }
  return fitted().catch(refusal)
}

/** Null for an error that is said in words. */
function refusal(error: unknown): null {
  if (error instanceof UserError) return null
  throw error
}

const inputsOf = ({ stage }: StageModule, rows: Rows) =>
  Object.fromEntries(Object.keys(stage.inputs).map((port) => [port, rows]))

const cells = ({ columns }: Table) =>
  columns.map((one) => ({ name: one.name, role: one.role, cells: cellsOf(one) }))

/** A step may make fewer columns than it foretells, but none that it does not. */
function expectForetold({ stage }: StageModule, rows: Rows, out: Rows, params: ParamValues) {
  const known = tableInfo(rows.table)
  const ports = Object.fromEntries(Object.keys(stage.inputs).map((port) => [port, known]))
  const foretold: readonly ColumnInfo[] = stage.infer ? stage.infer(ports, params as never) : known
  const made = tableInfo(out.table).filter(({ role }) => role !== 'prediction')
  for (const one of made) expect(foretold).toContainEqual(one)
}

/** What is learned can be long arrays, which `toEqual` takes seconds for; it is asked for its words alone. */
function expectSame(actual: unknown, expected: unknown) {
  expect(isDeepStrictEqual(actual, expected) ? expected : actual).toEqual(expected)
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    Object.values(value).forEach(freeze)
    Object.freeze(value)
  }
  return value
}

const steps = stages.filter(({ kind, context = 'row' }) => kind === 'step' && context === 'row')

suite.each(steps.map(({ id }) => id))('The step %s', async (id) => {
  const module = await loadStage(id)
  const kind = portKind(Object.values(module.stage.inputs)[0]!) === 'table' ? 'table' : 'dataset'
  const trials = Object.entries(contractInputs(kind)).flatMap(([name, rows]) =>
    variants(module.stage.params).map((params) => ({ name, rows, params })),
  )

  test('works on some rows, and refuses the others in words', async () => {
    const answers = await Promise.all(trials.map(({ rows, params }) => attempt(module, rows, params)))
    expect(answers.some((answer) => answer !== null)).toBe(true)
  }, 60_000)

  test('keeps every row in its order, foretells its columns and leaves its inputs alone', async () => {
    for (const { rows, params } of trials) {
      const before = structuredClone(rows)
      const answer = await attempt(module, freeze(rows), freeze(params))
      expect(rows).toEqual(before)
      if (!answer) continue
      expect(answer.out.table.ids).toEqual(rows.table.ids)
      expectForetold(module, rows, answer.out, params)
    }
  })

  test('learns plain data, the same for the same seed, that comes back from JSON', async () => {
    for (const { rows, params } of trials) {
      const answer = await attempt(module, rows, params)
      if (!answer) continue
      const { learned, out } = answer
      expectSame((await attempt(module, rows, params))!.learned, learned)
      expectSame(structuredClone(learned), learned)
      const back = fromReadableJson(toReadableJson(learned))
      expectSame(back, learned)
      expectSame(module.apply!(back, inputsOf(module, rows), params), out)
      for (const view of Object.values(module.explain?.(learned) ?? {})) expect(view.title).not.toBe('')
    }
  }, 30_000)

  test('applies to each row by itself (law 3)', async () => {
    for (const { rows, params } of trials) {
      const answer = await attempt(module, rows, params)
      if (!answer) continue
      const subset = fc.array(fc.nat({ max: Math.max(0, rowCount(rows.table) - 1) }), {
        maxLength: rowCount(rows.table),
      })
      fc.assert(
        fc.property(subset, (chosen) => {
          const taken = Uint32Array.from(chosen)
          const some = { ...rows, table: takeTable(rows.table, taken) }
          const out = module.apply!(answer.learned, inputsOf(module, some), params)
          expect(cells(out.table)).toEqual(cells(takeTable(answer.out.table, taken)))
        }),
        { numRuns: 5, seed: 3 },
      )
    }
  })

  test('obeys an abort', async () => {
    const outcomes = await Promise.all(
      trials.map(async ({ rows, params }) => {
        const attempted = attempt(module, rows, params, testContext(0, AbortSignal.abort()))
        return attempted.then(
          (answer) => (answer === null ? 'refused' : 'worked'),
          (error: unknown) => (isAbort(error) ? 'aborted' : 'failed'),
        )
      }),
    )
    expect(new Set(outcomes)).toEqual(new Set(module.fit ? ['aborted'] : ['refused', 'worked']))
  })

  test('says who trains, the same for the same seed, where it does', async () => {
    for (const { rows, params } of module.assignRoles ? trials : []) {
      const assigned = () =>
        Promise.resolve()
          .then(() => module.assignRoles!(freeze(rows.table), params, testContext()))
          .catch(refusal)
      const first = await assigned()
      const roles = first ?? new Uint8Array(rowCount(rows.table))
      expect(await assigned()).toEqual(first)
      expect(roles).toHaveLength(rowCount(rows.table))
      expect(Math.max(0, ...roles)).toBeLessThan(ROW_ROLES.length)
    }
  })
})
