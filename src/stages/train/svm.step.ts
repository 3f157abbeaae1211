import type { Context } from '../../core/context'
import { choice, integer, number } from '../../core/declare-params'
import { withScores } from '../../core/features'
import { WITH_TARGET, type Rows } from '../../core/dataset'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { findColumn, rowCount } from '../../core/table'
import { withoutZeros } from '../../ml/matrix-ops'
import { median } from '../../ml/statistics'
import type { Sigmoid } from '../../ml/sigmoid-calibration'
import { approximateClasses, approximateValues } from '../../ml/svm/approximate'
import { fitSvmClasses } from '../../ml/svm/classes'
import { coupled } from '../../ml/svm/coupling'
import { decisionsOf, type KernelMachine } from '../../ml/svm/machine'
import { gammaOf, kernelCacheBytes } from '../../ml/svm/rbf'
import { fitSvmValues } from '../../ml/svm/values'
import { inWords } from '../shared/in-words'
import { featuresOf, type FittedOn, type TrainingData } from '../shared/learner'
import { chances, probabilityParam } from '../shared/margins'
import { weighedData, type WeighedTruth } from '../shared/weighed-truth'
import { foldedBytes, needsOf } from '../shared/needs'

export const stage = describe({
  id: 'train/svm',
  version: 1,
  title: 'SVM with RBF kernel',
  summary:
    'Predicts classes or numbers by how near a row is to some of the training rows. Wants scaled numbers. On many rows it is approximated, by Nyström.',
  kind: 'step',
  tasks: WITH_TARGET,
  params: {
    C: number('C', 1, {
      min: 1e-9,
      max: 1e9,
      help: 'What an error costs: larger values follow the training rows more closely. Numbers with large units want a large one.',
    }),
    gamma: choice('Gamma', ['scale', 'auto', 'number'], {
      titles: {
        scale: 'By the variance of the features',
        auto: 'By the number of features',
        number: 'A number',
      },
      help: 'How fast nearness falls with distance: larger values let rows speak for fewer others.',
    }),
    gamma_value: number('Value of gamma', 0.1, {
      min: 1e-12,
      max: 1e12,
      help: 'Nearness is exp(-gamma times the squared distance).',
      when: { param: 'gamma', is: ['number'] },
    }),
    epsilon: number('Epsilon', 0.1, {
      min: 0,
      help: 'For numbers: errors up to here cost nothing, in units of the target. Classes are not touched by it.',
    }),
    class_weight: choice('Class weights', ['none', 'balanced'], {
      titles: { none: 'Every row counts the same', balanced: 'Balanced' },
      help: 'Balanced lets every class count the same however few rows it has. Numbers are not touched by it.',
    }),
    probability: probabilityParam,
    exact_rows: integer('Exact up to', 6000, {
      min: 0,
      max: 50000,
      help: 'Training rows up to which it is solved exactly, one machine for every pair of classes. With more rows it is approximated by Nyström, one machine for every class against the others.',
      advanced: true,
    }),
    n_components: integer('Rows of the approximation', 300, {
      min: 2,
      max: 5000,
      help: 'Training rows, drawn at random, that all others are told by. More are more exact and slower.',
      advanced: true,
    }),
    tol: number('Tolerance', 0.001, {
      min: 1e-12,
      max: 1,
      help: 'By how much the exact solution may still violate what is best.',
      advanced: true,
    }),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

type Params = Parameters<typeof fit>[1]

interface SvmLearned extends FittedOn {
  readonly machine: KernelMachine
  /** Of pairs of classes, of classes against the others, or empty for numbers. */
  readonly sigmoids: readonly Sigmoid[]
  readonly pairs: boolean
  readonly method: string
  readonly trained: number
}

export const memory: Memory<typeof stage> = (
  { data },
  { epsilon, exact_rows, n_components, probability },
) => {
  const { classes, matrix, rows, vector } = needsOf(data)
  if (rows <= exact_rows)
    return 2 * matrix + kernelCacheBytes(rows, costly(data, epsilon)) + (4 + classes) * vector
  const features = Math.min(rows, n_components) * vector
  const told = classes > 0 ? foldedBytes(features, probability) : features
  return matrix + told + 10 * vector + 8 * n_components ** 2
}

/** About how many rows cost something, and so are asked about: for numbers those that are far enough from their middle. */
function costly({ table, target }: Rows, epsilon: number): number {
  const column = target && findColumn(table, target.column)
  if (target?.task !== 'regression' || column?.kind !== 'number') return rowCount(table)
  const middle = median(column.values)
  return column.values.filter((value) => Math.abs(value - middle) > epsilon).length
}

export const fit: Fit<typeof stage, SvmLearned> = ({ data }, params, context) => {
  context.progress(0)
  const balanced = params.class_weight === 'balanced'
  const weighed = weighedData(data, stage.title, stage.tasks, balanced)
  const matrix = withoutZeros(weighed.matrix)
  const exact = matrix.rows <= params.exact_rows
  const method = exact
    ? 'Exact'
    : `Approximated by Nyström with ${Math.min(params.n_components, matrix.rows)} rows`
  if (!exact) {
    context.warn(
      `${method}, since ${matrix.rows} training rows are more than ${params.exact_rows}.`,
      'Let it be exact up to more rows if you can wait: its time grows with their square.',
    )
  }
  const gamma = params.gamma === 'number' ? params.gamma_value : gammaOf(matrix, params.gamma)
  const solved = inWords(() => solve({ ...weighed, matrix }, params, gamma, exact, context))
  return { learned: { ...weighed.on, ...solved, method, trained: matrix.rows } }
}

function solve(
  { matrix, truth, weights, target }: TrainingData & WeighedTruth,
  params: Params,
  gamma: number,
  exact: boolean,
  context: Context,
): Pick<SvmLearned, 'machine' | 'sigmoids' | 'pairs'> {
  const random = (name: string) => context.random(name)
  const onProgress = (share: number) => context.progress(share, `${Math.round(100 * share)}% of the fits`)
  const common = { C: params.C, gamma, weights, tol: params.tol }
  const about = { ...common, components: params.n_components, random, onProgress }
  if (target.task === 'regression') {
    const { epsilon } = params
    const machine = exact
      ? fitSvmValues(matrix, truth, { ...common, epsilon, onProgress: () => context.progress(0.5) })
      : approximateValues(matrix, truth, epsilon, about)
    return { machine, sigmoids: [], pairs: false }
  }
  const classes = target.classes.length
  const platt = params.probability === 'platt'
  const folds = platt ? random('folds for probabilities') : undefined
  const found = exact
    ? fitSvmClasses(matrix, truth, classes, { ...common, random: folds, onProgress })
    : approximateClasses(matrix, truth, classes, about, platt)
  if (platt && !found.calibrated) {
    context.warn(
      'A class has one row only, so probabilities are margins that are not calibrated.',
      'Give more rows of it.',
    )
  }
  return { machine: found.machine, sigmoids: found.sigmoids, pairs: exact }
}

export const apply: Apply<typeof stage, SvmLearned> = (learned, { data }) => {
  const { machine, pairs, sigmoids } = learned
  const target = data.target!
  const decisions = decisionsOf(machine, featuresOf(data.table, learned))
  const scores =
    target.task === 'regression'
      ? decisions
      : pairs
        ? coupled(decisions, target.classes.length, sigmoids)
        : chances(decisions, sigmoids)
  return { ...data, table: withScores(data.table, target, scores) }
}

export const explain: Explain<SvmLearned> = ({ machine, method, trained }) => ({
  machine: {
    kind: 'figures',
    title: 'Support vectors',
    figures: [
      { name: 'supports', title: 'Support vectors', value: machine.supports.rows, note: method },
      { name: 'rows', title: 'Training rows', value: trained },
      { name: 'gamma', title: 'Gamma', value: machine.gamma },
    ],
  },
})
