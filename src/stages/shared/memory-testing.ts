import { sortedCategory, type Column } from '../../core/column'
import type { Rows, Target } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { defaults, type ParamValues } from '../../core/params'
import { randomStream } from '../../core/random'
import { table } from '../../core/table'
import { loadStage } from '../modules'
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

function dataOf({ levels = [], numbers: count, rows, slots, weighted }: Shape, target: Target): Rows {
  const features = Array.from({ length: count }, (_, k) => numbers(`x${k}`, 'feature', rows, random))
  const sum = (row: number) => (features[0]!.values[row]! + features[1]!.values[row]! + random()) / 3
  const codesOf = (size: number, value: (row: number) => number) =>
    Int32Array.from({ length: rows }, (_, row) => Math.floor(value(row) * size))
  const { classes, task } = target
  const y =
    task === 'regression'
      ? numbers('y', 'target', rows, sum)
      : categories('y', 'target', codesOf(classes.length, sum), classes)
  const named = levels.map((size, k) =>
    categories(
      `c${k}`,
      'feature',
      codesOf(size, random),
      Array.from({ length: size }, (_, level) => `level ${level}`),
    ),
  )
  return {
    target,
    table: table([
      ...features,
      ...named,
      ...(slots ? [oneHot(rows, slots)] : []),
      ...(task === 'clustering' ? [] : [y]),
      ...(weighted ? [numbers('w', 'weight', rows, () => 1 + random())] : []),
    ]),
  }
}

/** Settings with which a fit is soon over, and takes as much memory as ever. */
const QUICK: ParamValues = { max_iter: 2, n_estimators: 20, hidden_layer_sizes: '32', eps: 0.1, n_init: 1 }

/** The most bytes that are taken at once while something runs. */
export type Measure = (work: () => unknown) => Promise<number>

/** What the learner says of the data by what it takes; undefined where it does not take such a target. */
async function compared(measure: Measure, id: string, data: Rows, more: ParamValues) {
  const { fit, memory, stage } = await loadStage(id)
  const known = Object.entries({ ...QUICK, ...more }).filter(([name]) => name in stage.params)
  const params = { ...defaults(stage.params), ...Object.fromEntries(known) }
  try {
    const used = await measure(() => fit!({ data }, params, testContext()))
    return (await memory!({ data }, params, 0)) / used
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

export const WIDE: Shape = { rows: 12_000, numbers: 40 }
export const LONG: Shape = { rows: 30_000, numbers: 6, weighted: true }
export const LEVELS: Shape = { rows: 20_000, numbers: 4, levels: [3, 40, 700, 8000] }
export const SPARSE: Shape = { rows: 30_000, numbers: 3, slots: 300 }

export type Case = [what: string, shape: Shape, more?: ParamValues]

export const USUAL: readonly Case[] = [
  ['many columns', WIDE],
  ['many rows, weighed', LONG],
]

/** A share of what was told that is close enough. */
export const isClose = (share: number): boolean => share > 0.7 && share < 1.3

/**
 * What the learner says that its fit will take as a share of what it takes, by the targets that it learns. Where the
 * first look is not close, which may be for a peak that it missed or garbage that it counted, the median of three.
 */
export async function toldShares(
  measure: Measure,
  id: string,
  shape: Shape,
  more: ParamValues,
): Promise<Record<string, number>> {
  random = randomStream(1, id)
  const answers: Record<string, number> = {}
  for (const [name, target] of Object.entries(TARGETS)) {
    const look = () => compared(measure, id, dataOf(shape, target), more)
    const first = await look()
    if (first === undefined) continue
    const shares = isClose(first) ? [first] : [first, (await look())!, (await look())!]
    answers[name] = shares.toSorted((a, b) => a - b)[shares.length >> 1]!
  }
  return answers
}
