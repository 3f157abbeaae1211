import { describe as suite, expect, test } from 'vitest'
import { EXCLUDED, TEST, TRAIN, type RowRoles } from '../core/dataset'
import { RAW, type Recipe } from '../core/lineage'
import { withRoles } from '../core/predictions'
import { table, withColumns, type Table } from '../core/table'
import { predict } from '../runtime/predict'
import { Beginnings } from './beginnings'
import { predictionsOf, refit, type SeededRequest } from './refit'
import { toyStages, values } from './toy-stages'

const fit = (recipe: Recipe, raw: Table, roles: RowRoles, more: Partial<SeededRequest> = {}) =>
  refit({ recipe, raw, roles, seed: 0, ...more }, toyStages, new AbortController().signal)

const recipe = (...ids: string[]): Recipe => ({
  cast: { columns: [], decimal: '.', missing: [] },
  nodes: ids.map((id, i) => ({
    id,
    stage: `toy/${id}`,
    version: 1,
    params: id === 'centre' ? { shift: 0 } : {},
    inputs: { data: i === 0 ? RAW : ids[i - 1]! },
  })),
})

const raw = table([
  { kind: 'number', role: 'feature', name: 'x', values: Float64Array.of(1, 100, 2, 200, 6, 300) },
  { kind: 'number', role: 'feature', name: 'y', values: Float64Array.of(10, 0, 20, 0, 60, 0) },
])
const roles = Uint8Array.of(TRAIN, TEST, TRAIN, TEST, TRAIN, TEST)

const wrapped: Recipe = {
  cast: recipe('split').cast,
  nodes: [
    {
      id: 'correct',
      stage: 'toy/correct',
      version: 1,
      params: {},
      inputs: {},
      models: { model: recipe('split', 'centre', 'mean') },
    },
  ],
}

suite('refit', () => {
  test('fits every node on the training rows alone', async () => {
    const { lineage } = await fit(recipe('split', 'centre', 'mean'), raw, roles)
    expect(lineage.nodes.map((node) => node.learned)).toEqual([null, 3, { y: 30, x: 0 }])
  })

  test('learns the same bits when rows that do not train are changed', async () => {
    const other = withColumns(raw, [
      { kind: 'number', role: 'feature', name: 'x', values: Float64Array.of(1, -7, 2, Number.NaN, 6, 1e300) },
    ])
    const before = await fit(recipe('split', 'centre', 'mean'), raw, roles)
    const after = await fit(recipe('split', 'centre', 'mean'), other, roles)
    expect(after.lineage).toEqual(before.lineage)
  })

  test('predicts what the predictor says of the same raw rows', async () => {
    const { lineage, flow } = await fit(recipe('split', 'centre', 'mean'), raw, roles)
    const again = predict(lineage, raw, toyStages.applies)
    expect(predictionsOf(flow).scores).toEqual(Float64Array.of(28, 127, 29, 227, 33, 327))
    expect(predictionsOf({ ...again, roles }).scores).toEqual(predictionsOf(flow).scores)
  })

  test('other roles train other rows, and parameters can be overridden', async () => {
    const flipped = roles.map((role) => (role === TRAIN ? TEST : TRAIN))
    const { lineage } = await fit(recipe('split', 'centre', 'mean'), raw, flipped, {
      overrides: { centre: { shift: 5 } },
    })
    expect(lineage.nodes.map((node) => node.learned)).toEqual([null, 200, { y: 0, x: 5 }])
  })

  test('a step may drop and make training rows; rows held out stay as they are', async () => {
    const { flow } = await fit(recipe('split', 'resample', 'mean'), raw, roles)
    expect([...flow.table.ids]).toEqual([0, 1, 2, 3, 4, 5, 1000])
    expect([...flow.roles!]).toEqual([TRAIN, TEST, TRAIN, TEST, EXCLUDED, TEST, TRAIN])
    expect([...values(flow, 'y')]).toEqual([10, 0, 20, 0, 60, 0, 10])
  })

  test('a wrapper fits its models itself, never sees test rows, and is fitted again like any step', async () => {
    const { lineage, flow } = await fit(wrapped, raw, roles)
    expect(lineage.nodes[0]!.learned).toMatchObject({ own: 10 - (40 + (1 - 4)) })
    const { scores } = predictionsOf(flow)
    expect([...scores]).toEqual([1, 100, 2, 200, 6, 300].map((x) => 30 + x - 3 - 27))
    const shown = predict(lineage, raw, toyStages.applies)
    expect(predictionsOf({ ...shown, roles }).scores).toEqual(scores)
  })

  test.each([
    ['a step', recipe('split', 'centre', 'mean')],
    ['a step that makes and drops rows', recipe('split', 'resample', 'mean')],
    ['a wrapper', wrapped],
  ])('%s says of the rows that were asked for what it says of them among all', async (_, given) => {
    const all = await fit(given, raw, roles)
    const some = await fit(given, raw, roles, { say: [TEST] })
    expect(some.lineage).toEqual(all.lineage)
    const said = predictionsOf(some.flow)
    expect([...said.roles]).toEqual([TEST, TEST, TEST])
    expect(said).toEqual(withRoles(predictionsOf(all.flow), [TEST]))
  })

  test('stops before a fit when the work was aborted', async () => {
    const stopped = AbortSignal.abort()
    const run = refit({ recipe: recipe('split', 'mean'), raw, roles, seed: 0 }, toyStages, stopped)
    await expect(run).rejects.toMatchObject({ name: 'AbortError' })
  })
})

suite('Refits that begin alike', () => {
  const both = async (
    asked: Partial<SeededRequest> & { readonly recipe: Recipe },
    beginnings: Beginnings,
  ) => {
    const request = { raw, roles, seed: 0, ...asked }
    const { signal } = new AbortController()
    const shared = await refit(request, toyStages, signal, {}, beginnings)
    const alone = await refit(request, toyStages, signal)
    expect(shared.lineage).toEqual(alone.lineage)
    expect(shared.flow).toEqual(alone.flow)
    return shared.lineage.nodes
  }

  test('share their first steps, and give what each would give alone', async () => {
    const beginnings = new Beginnings()
    const chain = recipe('split', 'centre', 'centre', 'mean')
    const first = await both({ recipe: chain }, beginnings)
    const again = await both({ recipe: chain, overrides: { mean: { other: 1 } } }, beginnings)
    expect(again[1]!.learned).toBe(first[1]!.learned)
    await both({ recipe: chain, overrides: { centre: { shift: 5 } } }, beginnings)
    await both({ recipe: chain, seed: 1 }, beginnings)
    await both({ recipe: chain, roles: roles.map((role) => (role === TRAIN ? TEST : TRAIN)) }, beginnings)
    await both({ recipe: chain, raw: { ...raw, columns: raw.columns.toReversed() } }, beginnings)
    await both({ recipe: recipe('split', 'resample', 'mean') }, beginnings)
    await both({ recipe: recipe('split', 'mean') }, beginnings)
  })
})
