import { afterEach, beforeAll, describe as suite, expect, test, vi } from 'vitest'
import type { Column } from '../core/column'
import type { Rows, Target } from '../core/dataset'
import { UserError } from '../core/errors'
import type { Helpers } from '../core/helper'
import { defaults, type ParamValues } from '../core/params'
import { randomStream } from '../core/random'
import { newKernel, sharedKernel } from '../ml/trees/kernel'
import { stages } from '../stages/descriptions'
import { loadStage } from '../stages/modules'
import { rowsOf, testContext } from '../stages/shared/testing'
import { nodeHelpers } from './node-helpers'

/** A page that is not isolated from others has no SharedArrayBuffer: every learner learns the same without it. */

const learners = stages.filter(({ id, kind }) => id.startsWith('train/') && kind === 'step')

beforeAll(async () => {
  await newKernel()
  await sharedKernel()
}, 60_000)
afterEach(() => void vi.unstubAllGlobals())

const TARGETS: readonly Target[] = [
  { column: 'y', task: 'binary', classes: ['no', 'yes'], positive: 1 },
  { column: 'y', task: 'regression', classes: [], positive: -1 },
  { column: '', task: 'clustering', classes: [], positive: -1 },
]

function dataOf(rows: number, target: Target): Rows {
  const random = randomStream(3, 'isolated')
  const each = <T>(cell: (row: number) => T) => Array.from({ length: rows }, (_, row) => cell(row))
  const [x, z] = [each(() => random()), each(() => random())]
  const sum = each((row) => x[row]! + z[row]! + random())
  const y = target.task === 'binary' ? sum.map((one) => (one > 1.5 ? 'yes' : 'no')) : sum
  const { table } = rowsOf({ x, z, y }, target)
  const other = target.task === 'clustering' ? 'ignored' : 'target'
  const columns = table.columns.map((one): Column => ({ ...one, role: one.name === 'y' ? other : 'feature' }))
  return { target, table: { ...table, columns } }
}

/** Rows that are worth a helper, and how many of them start with shared memory and without. */
const HELPED: Readonly<
  Record<string, { readonly rows: number; readonly shared: number; readonly not: number }>
> = {
  'train/gradient-boosting': { rows: 45_000, shared: 1, not: 0 },
  'train/random-forest': { rows: 45_000, shared: 1, not: 1 },
  'train/extra-trees': { rows: 45_000, shared: 1, not: 1 },
}
const ALONE = { rows: 300, shared: 0, not: 0 }
const QUICK: ParamValues = { max_iter: 4, n_estimators: 24, max_depth: 6, hidden_layer_sizes: '8' }

/** What is learned, and how many helpers started. */
async function learn(id: string, data: Rows, helpers?: Helpers) {
  const { fit, stage } = await loadStage(id)
  const known = Object.entries(QUICK).filter(([name]) => name in stage.params)
  const params = { ...defaults(stage.params), ...Object.fromEntries(known) }
  let started = 0
  const counted = helpers && { ...helpers, start: () => (started++, helpers.start()) }
  const { learned } = await fit!({ data }, params, { ...testContext(), ...(counted && { helpers: counted }) })
  return { learned, started }
}

/** The first target that the learner takes. */
async function taken(id: string, rows: number): Promise<Rows> {
  for (const target of TARGETS) {
    const data = dataOf(rows, target)
    try {
      await learn(id, data)
      return data
    } catch (error) {
      if (!(error instanceof UserError)) throw error
    }
  }
  throw new Error(`${id} takes no target`)
}

suite('Without shared memory', () => {
  test.each(learners.map(({ id }) => id))('%s learns the same', async (id) => {
    const { not, rows, shared } = HELPED[id] ?? ALONE
    const data = await taken(id, rows)
    const helpers = await nodeHelpers(1)
    const alone = await learn(id, data)
    expect(await learn(id, data, helpers)).toEqual({ ...alone, started: shared })
    vi.stubGlobal('SharedArrayBuffer', undefined)
    expect(await learn(id, data, helpers)).toEqual({ ...alone, started: not })
    expect(await learn(id, data)).toEqual(alone)
  })
})
