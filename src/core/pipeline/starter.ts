import type { Task } from '../dataset'
import type { ParamValues } from '../params'
import type { ColumnSummary } from '../summary'
import { grown } from '../ports'
import { addNode, connect } from './acts'
import { emptyPipeline, type Pipeline, type StageLookup } from './pipeline'

export interface StarterOptions {
  /** The source's stage and parameters. */
  readonly source: { readonly stage: string; readonly params: ParamValues }
  readonly name: string
  /** Of a clustering the column to compare with, or empty. */
  readonly target: string
  readonly task: Task
  readonly splitColumn?: string
  readonly ignore?: readonly string[]
  /** A learner's stage id; by default one that fits the task. */
  readonly model?: string
}

const LEARNERS: Readonly<Record<Task, string>> = {
  binary: 'train/logistic',
  multiclass: 'train/logistic',
  regression: 'train/ridge',
  clustering: 'train/kmeans',
}

const GAP = 264
const LINE = 184
const PER_LINE = 4

/**
 * Source, split, impute, scale, encode, learner, evaluate and bundle, wired, and laid out in lines of four
 * that can be read without zooming.
 */
export function starter(options: StarterOptions, lookup: StageLookup): Pipeline {
  const { source, splitColumn, task } = options
  const learner = options.model ?? LEARNERS[task]
  const split = {
    target: options.target,
    task,
    ignore: { only: options.ignore ?? [] },
    method: splitColumn ? 'column' : task === 'regression' ? 'random' : 'stratified',
    ...(splitColumn && { split_column: splitColumn }),
  }
  const chain: readonly (readonly [stage: string, params: ParamValues])[] = [
    [source.stage, source.params],
    ['preprocess/split', split],
    ['preprocess/impute', {}],
    ['preprocess/scale', {}],
    ['preprocess/encode', {}],
    [learner, {}],
  ]
  let pipeline = emptyPipeline(options.name)
  const add = (stage: string, params: ParamValues, place: number, lower = 0) => {
    const description = lookup(stage)
    if (!description) throw new Error(`There is no stage "${stage}"`)
    const position = { x: (place % PER_LINE) * GAP, y: (Math.floor(place / PER_LINE) + lower) * LINE }
    pipeline = addNode(pipeline, description, position, params)
    return { id: pipeline.nodes.at(-1)!.id, description }
  }
  const wire = (from: ReturnType<typeof add>, to: ReturnType<typeof add>) => {
    const out = Object.keys(from.description.outputs)[0]!
    const into = Object.keys(grown(to.description.inputs))[0]!
    pipeline = connect(
      pipeline,
      { from: { node: from.id, port: out }, to: { node: to.id, port: into } },
      lookup,
    )
  }
  const nodes = chain.map(([stage, params], i) => add(stage, params, i))
  nodes.slice(1).forEach((node, i) => wire(nodes[i]!, node))
  const last = nodes.at(-1)!
  wire(last, add('evaluate/evaluate', {}, chain.length))
  wire(last, add('deploy/bundle', {}, chain.length, 0.75))
  return pipeline
}

const TARGET_NAMES =
  /^(target|label|class|y|outcome|response|survived|churn(ed)?|species|diagnosis|default|price|sale_?price)$/i

/** The column that a person most likely wants to predict: one with a telling name, else the last that could be one. */
export function proposeTarget(columns: readonly ColumnSummary[]): string | undefined {
  const able = columns.filter((column) => taskOf(column) !== null && whyIgnored(column) === undefined)
  return (able.find(({ name }) => TARGET_NAMES.test(name)) ?? able.at(-1))?.name
}

const isNotReady = ({ kind }: ColumnSummary): boolean => kind === 'text' || kind === 'time'

/** Columns of text and of times, which the starter's learners cannot take. */
export const notReady = (columns: readonly ColumnSummary[]): string[] =>
  columns.filter(isNotReady).map(({ name }) => name)

/** With more levels than this, and fewer than ten rows for each, a category is rather names, dates or remarks. */
const MOST_LEVELS = 50

/** Why a person is proposed to ignore a column; undefined for one that is used. */
export function whyIgnored(column: ColumnSummary): string | undefined {
  const { distinct, kind, missing, rows } = column
  if (isNotReady(column)) return 'no learner takes it'
  if (distinct < 2) return distinct === 0 ? 'empty' : 'one value'
  if (isCount(column)) return 'it counts the rows'
  const isNames = kind === 'category' && distinct > Math.max(MOST_LEVELS, (rows - missing) / 10)
  return isNames ? 'few rows a level' : undefined
}

/** Fewer rows may hold such numbers by chance. */
const LEAST_COUNTED = 20

/** Whole numbers one after the other, in whichever order: another for every row. */
const isCount = ({ distinct, numbers, rows }: ColumnSummary): boolean =>
  numbers !== undefined &&
  rows >= LEAST_COUNTED &&
  distinct === rows &&
  Number.isInteger(numbers.min) &&
  numbers.max - numbers.min === rows - 1

/** The columns that a person is proposed to ignore, by name. */
export const proposeIgnored = (columns: readonly ColumnSummary[]): string[] =>
  columns.filter((column) => whyIgnored(column) !== undefined).map(({ name }) => name)

/** The task that a column's values suggest, or null when it cannot be a target. */
export function taskOf({ kind, distinct, rows, missing }: ColumnSummary): StarterOptions['task'] | null {
  if (distinct < 2) return null
  if (distinct === 2 && (kind === 'category' || kind === 'number')) return 'binary'
  if (kind === 'number') return 'regression'
  return kind === 'category' && distinct <= Math.max(2, (rows - missing) / 10) ? 'multiclass' : null
}
