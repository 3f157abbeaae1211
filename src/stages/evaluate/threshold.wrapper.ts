import type { RefitContext } from '../../core/context'
import { VALIDATION, type RowRoles } from '../../core/dataset'
import { choice, integer, number } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import type { ValuesOf } from '../../core/params'
import { withRoles, type Predictions } from '../../core/predictions'
import { describe } from '../../core/stage'
import type { ApplyWrapper, Explain, FitWrapper } from '../../core/stage-parts'
import type { View } from '../../core/view'
import {
  bestChoice,
  choices,
  f1Of,
  outcomesAt,
  precisionOf,
  recallOf,
  youdenOf,
  type Choice,
} from '../../ml/choose-threshold'
import { isClass, scoresOfClass } from '../../ml/metrics/scored'
import { crossFit } from '../shared/cross-fit'
import { comparable } from '../shared/evaluation'
import { scoredOf } from '../shared/metrics-of'
import { thresholdViews } from '../shared/threshold-views'
import { requireTarget } from '../shared/requires-target'

interface Learned {
  readonly threshold: number
  /** The class that it decides for. */
  readonly positive: string
}

const params = {
  by: choice('Chosen by', ['cost', 'youden', 'f1', 'precision', 'recall', 'fixed'], {
    titles: {
      cost: 'Costs',
      youden: "Youden's J",
      f1: 'F1',
      precision: 'A wanted precision',
      recall: 'A wanted recall',
      fixed: 'A number',
    },
    help: 'From which probability on a row is taken for the positive class, instead of a half.',
  }),
  cost_false_positive: number('Cost of a false alarm', 1, {
    help: 'What it costs to take a negative row for positive, in any unit.',
    when: { param: 'by', is: ['cost'] },
  }),
  cost_false_negative: number('Cost of a miss', 5, {
    help: 'What it costs to take a positive row for negative.',
    when: { param: 'by', is: ['cost'] },
  }),
  cost_true_positive: number('Cost of a hit', 0, {
    help: 'What it costs to take a positive row for positive; below 0 it is a gain.',
    when: { param: 'by', is: ['cost'] },
  }),
  cost_true_negative: number('Cost of a rejection', 0, {
    help: 'What it costs to take a negative row for negative; below 0 it is a gain.',
    when: { param: 'by', is: ['cost'] },
  }),
  precision: number('Wanted precision', 0.9, {
    min: 0,
    max: 1,
    step: 0.05,
    help: 'Of the rows that are taken for positive so many are, at least; as many of them as possible are then found.',
    when: { param: 'by', is: ['precision'] },
  }),
  recall: number('Wanted recall', 0.9, {
    min: 0,
    max: 1,
    step: 0.05,
    help: 'So many of the positive rows are found, at least; with as few false alarms as possible.',
    when: { param: 'by', is: ['recall'] },
  }),
  threshold: number('Threshold', 0.5, {
    min: 0,
    max: 1,
    step: 0.05,
    help: 'The probability itself.',
    when: { param: 'by', is: ['fixed'] },
  }),
  on: choice('On', ['folds', 'validation'], {
    titles: { folds: 'Training rows, out of fold', validation: 'Validation rows' },
    help: 'Which predictions it is chosen on. Never on test rows, which would then flatter it.',
  }),
  n_splits: integer('How many folds', 5, {
    min: 2,
    max: 20,
    help: 'Every training row is predicted by a model that has not seen it.',
    when: { param: 'on', is: ['folds'] },
  }),
}

type Params = ValuesOf<typeof params>

export const stage = describe({
  id: 'evaluate/threshold',
  version: 1,
  title: 'Decision threshold',
  summary:
    'Decides between two classes by a threshold that fits what mistakes cost, instead of by the larger probability.',
  kind: 'wrapper',
  tasks: ['binary'],
  params,
  inputs: { model: 'model' },
  outputs: { model: 'model' },
})

export const fitWrapper: FitWrapper<typeof stage, Learned> = async ({ model }, rows, values, context) => {
  context.progress(0)
  const { whole, parts } = await honest(model, rows, values, context)
  const { target } = whole.predictions
  requireTarget(target, 'A threshold')
  const found = parts.map((part) => {
    const scored = scoredOf(part)
    if (scored.task !== 'binary') throw notBinary(target.column)
    return { isPositive: isClass(scored, target.positive), scores: scoresOfClass(scored, target.positive) }
  })
  const isPositive = Uint8Array.from(found.flatMap((one) => [...one.isPositive]))
  const scores = Float64Array.from(found.flatMap((one) => [...one.scores]))
  if (!isPositive.includes(1) || !isPositive.includes(0)) {
    throw new UserError('The rows to choose a threshold on have one class.', 'Look at the split.')
  }
  const chosen = chosenOf(choices(isPositive, scores), values, context)
  const { threshold } = values.by === 'fixed' ? values : chosen
  const rule = { ...outcomesAt(isPositive, scores, threshold), threshold }
  const plain = outcomesAt(isPositive, scores, 0.5)
  for (const [id, view] of Object.entries(thresholdViews(isPositive, scores, rule, plain, costOf(values))))
    context.view(id, view)
  return {
    models: { model: whole.lineage },
    own: { threshold, positive: target.classes[target.positive]! },
  }
}

/** Predictions of rows that the model behind them had not seen. */
async function honest(
  recipe: Parameters<typeof crossFit>[0],
  rows: { readonly raw: Parameters<typeof crossFit>[1]['raw']; readonly roles: RowRoles },
  { on, n_splits }: Params,
  context: RefitContext,
) {
  if (on === 'folds') {
    const { whole, folds } = await crossFit(recipe, rows, n_splits, context)
    return { whole, parts: folds }
  }
  if (!rows.roles.includes(VALIDATION)) {
    throw new UserError(
      'There are no validation rows.',
      'Choose folds, or give Target and split a validation part.',
    )
  }
  const whole = await context.refit({ recipe, ...rows })
  const parts: readonly Predictions[] = [comparable(withRoles(whole.predictions, [VALIDATION])).predictions]
  return { whole, parts }
}

/** Per row. */
const costOf =
  (costs: Params) =>
  ({ hits, falseAlarms, misses, rejections }: Choice): number =>
    (hits * costs.cost_true_positive +
      falseAlarms * costs.cost_false_positive +
      misses * costs.cost_false_negative +
      rejections * costs.cost_true_negative) /
    (hits + falseAlarms + misses + rejections)

function chosenOf(from: readonly Choice[], values: Params, { warn }: RefitContext): Choice {
  const cost = costOf(values)
  const rules: Readonly<Record<Params['by'], () => Choice | undefined>> = {
    cost: () => bestChoice(from, (one) => -cost(one)),
    youden: () => bestChoice(from, youdenOf),
    f1: () => bestChoice(from, f1Of),
    fixed: () => from[0],
    precision: () =>
      bestChoice(
        from.filter((one) => one.hits > 0 && precisionOf(one) >= values.precision),
        recallOf,
      ),
    recall: () =>
      bestChoice(
        from.filter((one) => recallOf(one) >= values.recall),
        precisionOf,
      ),
  }
  const found = rules[values.by]()
  if (found) return found
  const highest = bestChoice(from, precisionOf)!
  warn(
    `No threshold reaches a precision of ${values.precision}; the highest is ${precisionOf(highest).toFixed(3)}.`,
    'Ask for less, or improve the model.',
  )
  return highest
}

const notBinary = (column: string) =>
  new UserError(
    `A threshold decides between two classes, and the target "${column}" has not just two.`,
    'Leave this node out, or choose a target with two classes.',
    { column },
  )

export const apply: ApplyWrapper<typeof stage, Learned> = ({ threshold }, { model }) => {
  if (!model?.target) throw new Error('The model does not know its target')
  return { ...model, target: { ...model.target, threshold } }
}

export const explain: Explain<{ readonly own: Learned }> = ({ own }): Record<string, View> => ({
  threshold: {
    kind: 'figures',
    title: `Taken for "${own.positive}" from this probability on`,
    figures: [{ name: 'threshold', title: 'Threshold', value: own.threshold }],
  },
})
