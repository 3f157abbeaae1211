import { beforeAll, describe as suite, expect, test } from 'vitest'
import { sortedCategory, type Column } from '../../core/column'
import type { Rows, Target } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { defaults, type ParamValues } from '../../core/params'
import { randomStream } from '../../core/random'
import { table } from '../../core/table'
import { newKernel } from '../../ml/trees/kernel'
import { mostBytes } from '../../reference/memory-meter'
import { stages } from '../descriptions'
import { loadStage } from '../modules'
import { testContext } from '../shared/testing'

/** What every learner says that its fit will take is compared with what typed arrays and kernels take while it runs. */

const learners = stages.filter(({ id, kind }) => id.startsWith('train/') && kind === 'step')

/** The kernel is compiled first, which takes a while. */
beforeAll(async () => void (await newKernel()), 60_000)

const TARGETS: Readonly<Record<string, Target>> = {
  'two classes': { column: 'y', task: 'binary', classes: ['a', 'b'], positive: 1 },
  'five classes': { column: 'y', task: 'multiclass', classes: ['a', 'b', 'c', 'd', 'e'], positive: -1 },
  numbers: { column: 'y', task: 'regression', classes: [], positive: -1 },
  'no target': { column: '', task: 'clustering', classes: [], positive: -1 },
}

interface Shape {
  readonly rows: number
  readonly numbers: number
  readonly weighted?: boolean
  /** Levels of categories. */
  readonly levels?: readonly number[]
  /** Slots of a one-hot vector. */
  readonly slots?: number
}

const random = randomStream(1, 'memory')

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

const WIDE: Shape = { rows: 12_000, numbers: 40 }
const LONG: Shape = { rows: 30_000, numbers: 6, weighted: true }
const LEVELS: Shape = { rows: 20_000, numbers: 4, levels: [3, 40, 700, 8000] }
const SPARSE: Shape = { rows: 30_000, numbers: 3, slots: 300 }

type Case = [what: string, shape: Shape, more?: ParamValues]
const USUAL: readonly Case[] = [
  ['many columns', WIDE],
  ['many rows, weighed', LONG],
]
const FORESTS: readonly Case[] = [
  ['many columns', { rows: 15_000, numbers: 20 }],
  ['many rows, weighed', { ...LONG, rows: 60_000 }],
  ['levels', LEVELS],
  ['leaves of ten rows', { ...LONG, rows: 60_000 }, { min_samples_leaf: 10, n_estimators: 60 }],
]
const CASES: Readonly<Record<string, readonly Case[]>> = {
  agglomerative: [
    ['many columns', { ...WIDE, rows: 1500 }],
    ['many rows', { ...LONG, rows: 3000 }],
  ],
  'bernoulli-nb': [...USUAL, ['sparse', SPARSE]],
  'categorical-nb': [
    ['many columns', { ...WIDE, rows: 6000 }],
    ['many rows, weighed', LONG],
    ['levels', LEVELS],
  ],
  dummy: [['very many rows, weighed', { ...LONG, rows: 400_000, numbers: 2 }]],
  'decision-tree': [
    ['many columns', { rows: 80_000, numbers: 10 }],
    ['many rows, weighed', { ...LONG, rows: 120_000 }],
    ['levels', { ...LEVELS, rows: 100_000 }],
    ['every value told apart', { rows: 3000, numbers: 20 }],
  ],
  'extra-trees': FORESTS,
  'random-forest': FORESTS,
  'gradient-boosting': [
    ...USUAL,
    ['levels', LEVELS],
    ['many leaves', LONG, { max_iter: 20, max_leaf_nodes: 500, early_stopping: 'off' }],
  ],
  knn: [...USUAL, ['sparse', SPARSE]],
  'linear-svm': [
    ['many columns', { ...WIDE, rows: 6000 }],
    ['many rows, weighed', { ...LONG, rows: 8000 }],
    ['margins', WIDE, { probability: 'margin' }],
  ],
  logistic: [...USUAL, ['sparse', SPARSE]],
  mlp: [...USUAL, ['levels', LEVELS], ['wide layers', WIDE, { hidden_layer_sizes: '256, 256' }]],
  sgd: [...USUAL, ['hinge', { ...WIDE, rows: 8000 }, { loss: 'hinge' }], ['sparse', SPARSE]],
  svm: [
    ['approximated', { rows: 2000, numbers: 20 }, { exact_rows: 0 }],
    ['exact', { rows: 1000, numbers: 20 }, { epsilon: 0.02 }],
  ],
}

/** What the learner says of the data, and what it takes; undefined where it does not take such a target. */
async function compared(id: string, data: Rows, more: ParamValues) {
  const { fit, memory, stage } = await loadStage(id)
  const known = Object.entries({ ...QUICK, ...more }).filter(([name]) => name in stage.params)
  const params = { ...defaults(stage.params), ...Object.fromEntries(known) }
  try {
    const used = await mostBytes(() => fit!({ data }, params, testContext()))
    return { used, told: await memory!({ data }, params, 0) }
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

suite.each(learners.map(({ id }) => id))('%s', (id) => {
  test.each<Case>([...(CASES[id.slice('train/'.length)] ?? USUAL)])(
    '%s',
    async (_, shape, more = {}) => {
      const answers: Record<string, number> = {}
      for (const [name, target] of Object.entries(TARGETS)) {
        const found = await compared(id, dataOf(shape, target), more)
        if (found) answers[name] = found.told / found.used
      }
      expect(answers).not.toEqual({})
      expect(Object.entries(answers).filter(([, share]) => !(share > 0.7 && share < 1.3))).toEqual([])
    },
    120_000,
  )
})
