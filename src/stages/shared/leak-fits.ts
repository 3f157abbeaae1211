import { takeColumn } from '../../core/column'
import type { RefitContext } from '../../core/context'
import { rowsWithRole, TRAIN, type RowRoles } from '../../core/dataset'
import { toReadableJson } from '../../core/lineage-json'
import { recipeOf, type Lineage, type Model } from '../../core/lineage'
import { permutation } from '../../core/random'
import { withColumns, type Table } from '../../core/table'
import type { Metric } from '../../ml/metrics/registry'
import { pairedTest, sampleMoments } from '../../ml/paired-tests'
import { foldsOf } from '../../ml/splits/folds'
import { kFold } from '../../ml/splits/k-fold'
import { baselineOf } from './baseline'
import { fitFolds, type Progress } from './fit-folds'
import { foldRowsOf } from './fold-rows'
import { heldRatio, scoreOf } from './fold-scores'
import { withChangedRows } from './leak-rows'

interface Raw {
  readonly table: Table
  readonly roles: RowRoles
}

export const AUDIT_FOLDS = 5

export interface Shuffled {
  readonly score: number
  readonly chance: number
  /** How probable it is that the model does better than one that does not look at the features. */
  readonly better: number
}

/** The score of the whole graph when the target is dealt out to the training rows anew: it must be chance. */
export async function scoreOfShuffled(
  model: Model,
  { table, roles }: Raw,
  metric: Metric,
  shuffles: number,
  context: RefitContext,
  progress: Progress,
): Promise<Shuffled> {
  const rows = rowsWithRole(roles, TRAIN)
  const random = context.random('shuffled target')
  const target = table.columns.find(({ name }) => name === model.predictions.target.column)
  if (!target) throw new Error('The raw rows lack the target')
  const recipe = recipeOf(model.lineage)
  const scores: number[] = []
  const chances: number[] = []
  let ratio = 1
  for (let k = 0; k < shuffles; k++) {
    const order = Uint32Array.from(table.ids.keys())
    permutation(rows.length, random).forEach((from, to) => (order[rows[to]!] = rows[from]!))
    const dealt = withTruth(model, foldRowsOf(model, { table, roles }).truth, order, table.ids)
    const raw = withColumns(table, [takeColumn(target, order)])
    const folds = foldsOf(kFold(rows.length, AUDIT_FOLDS, random)).map(({ train, held }, i) => ({
      name: `Shuffle ${k + 1}, fold ${i + 1}`,
      train: train.map((at) => rows[at]!),
      held: held.map((at) => rows[at]!),
    }))
    ratio = heldRatio(folds.map((fold) => ({ fold })))
    const [own, plain] = await Promise.all(
      [recipe, baselineOf(recipe)].map((one) =>
        fitFolds({ recipe: one, model: dealt, raw }, folds, context, progress),
      ),
    )
    scores.push(...own!.map(({ held }) => scoreOf(metric, held).value))
    chances.push(...plain!.map(({ held }) => scoreOf(metric, held).value))
  }
  const sign = metric.greaterIsBetter ? 1 : -1
  const { right } = pairedTest(
    scores.map((score, i) => sign * (score - chances[i]!)),
    ratio,
    0,
  )
  return { score: sampleMoments(scores).mean, chance: sampleMoments(chances).mean, better: right }
}

/** The model with the truth that stands in each raw row now. */
function withTruth(model: Model, truth: Float64Array, order: Uint32Array, ids: Uint32Array): Model {
  const now = new Map(Array.from(ids, (id, row) => [id, truth[order[row]!]!]))
  const { predictions } = model
  const dealt = predictions.truth.map((value, row) => now.get(predictions.ids[row]!) ?? value)
  return { ...model, predictions: { ...predictions, truth: dealt } }
}

/** The nodes that learn something else when rows that do not train are changed: there must be none. */
export async function movedNodes(
  model: Model,
  { table, roles }: Raw,
  context: RefitContext,
  progress: Progress,
) {
  const recipe = recipeOf(model.lineage)
  const others = Uint32Array.from([...roles.keys()].filter((row) => roles[row] !== TRAIN))
  const [before, after] = await Promise.all(
    [table, withChangedRows(table, others)].map(async (raw) => {
      const { lineage } = await context.refit({ recipe, raw, roles })
      progress()
      return learnedTexts(lineage)
    }),
  )
  return {
    rows: others.length,
    moved: [...before!.keys()].filter((id) => before!.get(id) !== after!.get(id)),
  }
}

const learnedTexts = ({ nodes }: Lineage): Map<string, string> =>
  new Map(nodes.map(({ id, learned }) => [id, toReadableJson(learned)]))
