import { sortedCategory, type Column } from '../../core/column'
import type { Rows, Target } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { defaults, type ParamValues } from '../../core/params'
import { randomStream } from '../../core/random'
import { table } from '../../core/table'
import { loadStage } from '../modules'
import { median } from '../../ml/statistics'
import { newKernel } from '../../ml/trees/kernel'
import { testContext } from './testing'

const TARGETS: Readonly<Record<string, Target>> = {
  'two classes': { column: 'y', task: 'binary', classes: ['a', 'b'], positive: 1 },
  'five classes': { column: 'y', task: 'multiclass', classes: ['a', 'b', 'c', 'd', 'e'], positive: -1 },
  numbers: { column: 'y', task: 'regression', classes: [], positive: -1 },
  'no target': { column: '', task: 'clustering', classes: [], positive: -1 },
}

export interface Shape {
  readonly rows: number
  readonly numbers: number
  readonly weighted?: boolean
  /** Levels of categories. */
  readonly levels?: readonly number[]
  /** Slots of a one-hot vector. */
  readonly slots?: number
}

let random = randomStream(1, 'memory')

const numbers = (name: string, role: Column['role'], rows: number, value: (row: number) => number) =>
  ({
    kind: 'number',
    name,
    role,
    values: Float64Array.from({ length: rows }, (_, row) => value(row)),
  }) satisfies Column

function categories(
  name: string,
  role: Column['role'],
  codes: Int32Array,
  levels: readonly string[],
): Column {
  return sortedCategory(name, role, codes, [...levels])
}

function oneHot(rows: number, slots: number): Column {
  return {
    kind: 'vector',
    name: 'slots',
    role: 'feature',
    slots: Array.from({ length: slots }, (_, slot) => `slot ${slot}`),
    matrix: {
      kind: 'sparse',
      rows,
      cols: slots,
      indptr: Uint32Array.from({ length: rows + 1 }, (_, row) => row),
      indices: Uint32Array.from({ length: rows }, () => Math.floor(random() * slots)),
      values: new Float64Array(rows).fill(1),
    },
  }
}

/** Rows with the same features for every target. */
function dataOf({ levels = [], numbers: count, rows, slots, weighted }: Shape): (target: Target) => Rows {
  const features = Array.from({ length: count }, (_, k) => numbers(`x${k}`, 'feature', rows, random))
  const sum = (row: number) => (features[0]!.values[row]! + features[1]!.values[row]! + random()) / 3
  const codesOf = (size: number, value: (row: number) => number) =>
    Int32Array.from({ length: rows }, (_, row) => Math.floor(value(row) * size))
  const named = levels.map((size, k) =>
    categories(
      `c${k}`,
      'feature',
      codesOf(size, random),
      Array.from({ length: size }, (_, level) => `level ${level}`),
    ),
  )
  const others = [
    ...features,
    ...named,
    ...(slots ? [oneHot(rows, slots)] : []),
    ...(weighted ? [numbers('w', 'weight', rows, () => 1 + random())] : []),
  ]
  const told = ({ classes, task }: Target): readonly Column[] => {
    if (task === 'clustering') return []
    if (task === 'regression') return [numbers('y', 'target', rows, sum)]
    return [categories('y', 'target', codesOf(classes.length, sum), classes)]
  }
  return (target) => ({ target, table: table([...others, ...told(target)]) })
}

/** Settings with which a fit is soon over, and takes as much memory as ever. */
const QUICK: ParamValues = { max_iter: 2, n_estimators: 20, hidden_layer_sizes: '32', eps: 0.1, n_init: 1 }

/** The most bytes that are taken at once while something runs; how much it is from `least` to `enough` does not matter. */
export type Measure = (
  work: () => unknown,
  range: { readonly least: number; readonly enough: number },
) => Promise<number>

/** Of what is taken, what is told may be so much less or more. */
const LEAST = 0.7
const MOST = 1.3

/**
 * Now and then memory of the work before is freed during this one, which hides a peak, or what compiles holds what was left
 * alone, which adds to it. What is really far off is so in every look, so one close look of so many is enough.
 */
const LOOKS = 5

const isClose = (share: number): boolean => share > LEAST && share < MOST

/** What the learner says of the data by what it takes; undefined where it does not take such a target. */
async function compared(measure: Measure, id: string, data: Rows, more: ParamValues) {
  const { fit, memory, stage } = await loadStage(id)
  const known = Object.entries({ ...QUICK, ...more }).filter(([name]) => name in stage.params)
  const params = { ...defaults(stage.params), ...Object.fromEntries(known) }
  try {
    const need = await memory!({ data }, params, 0)
    const told = typeof need === 'number' ? need : await need.about()
    const shares: number[] = []
    while (shares.length < LOOKS && !shares.some(isClose)) {
      // A table that was learned from before would give the features that are kept of it.
      const fresh = { ...data, table: table([...data.table.columns]) }
      const run = () => fit!({ data: fresh }, params, testContext())
      shares.push(told / (await measure(run, { least: told / MOST, enough: told / LEAST })))
    }
    return shares.find(isClose) ?? median(Float64Array.from(shares))
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

export const WIDE: Shape = { rows: 8000, numbers: 40 }
export const LONG: Shape = { rows: 20_000, numbers: 6, weighted: true }
export const LEVELS: Shape = { rows: 12_000, numbers: 4, levels: [3, 40, 700, 5000] }
export const SPARSE: Shape = { rows: 20_000, numbers: 3, slots: 300 }

export type Case = [what: string, shape: Shape, more?: ParamValues]

export const USUAL: readonly Case[] = [
  ['many columns', WIDE],
  ['many rows, weighed', LONG],
]

/**
 * What the learner says that its fit will take as a share of what it takes, by the targets that it learns, where it is not
 * close: 30% less or more.
 * @throws where it learns no target
 */
export async function farShares(
  measure: Measure,
  id: string,
  shape: Shape,
  more: ParamValues = {},
): Promise<Record<string, number>> {
  random = randomStream(1, id)
  // The kernel of trees is compiled first, which takes a while.
  await newKernel()
  const dataFor = dataOf(shape)
  const shares = new Map<string, number>()
  for (const [name, target] of Object.entries(TARGETS)) {
    const share = await compared(measure, id, dataFor(target), more)
    if (share !== undefined) shares.set(name, share)
  }
  if (shares.size === 0) throw new Error(`${id} learns no target`)
  return Object.fromEntries([...shares].filter(([, share]) => !isClose(share)))
}
