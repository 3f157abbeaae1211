import type { Context } from '../../core/context'
import type { Rows } from '../../core/dataset'
import { withScores } from '../../core/features'
import type { MemoryNeed } from '../../core/memory'
import type { ParamValues, ValuesOf } from '../../core/params'
import type { Fitted } from '../../core/stage-parts'
import { rowCount } from '../../core/table'
import type { View } from '../../core/view'
import { meanGainShares, meanOfTrees } from '../../ml/trees/averaged'
import { orderLevels } from '../../ml/trees/level-order'
import type { Trees } from '../../ml/trees/model'
import type { treeParams } from './forest-params'
import { drawForest } from './forest-drawing'
import { needsOf } from './needs'
import { readTreeRows, treeColumns, type TreeInputs } from './tree-inputs'
import { weighedTruth } from './weighed-truth'
import { importanceView } from './tree-views'

/** Plain data; nothing of what trained it is needed to predict. */
export interface ForestLearned extends TreeInputs {
  readonly trees: Trees
}

type TreeParams = ValuesOf<ReturnType<typeof treeParams>> & ParamValues

/** How a learner's trees differ from those of the others. */
export interface ForestKind {
  readonly n_estimators: number
  readonly bootstrap: boolean
  readonly randomSplits: boolean
}

/** The fit of a decision tree, a random forest and extra trees. */
export async function fitTrees(
  data: Rows,
  params: TreeParams,
  kind: ForestKind,
  learner: string,
  context: Context,
): Promise<Fitted<ForestLearned>> {
  context.progress(0)
  const { columns, data: told, features, inputs } = readForest(data, params, learner)
  const { fitForest } = await import('../../ml/trees/forest')
  let finished = 0
  const trees = await fitForest(columns, told, optionsOf(params, kind, features.length, told.classes > 0), {
    random: context.random('trees'),
    helpers: context.helpers,
    onTree: follow(kind.n_estimators, context, (count, model) => {
      finished = count
      context.soFar(() => ({ inputs, features, trees: model() }))
    }),
  })
  if (trees.roots.length > 0)
    context.view('tree', () => drawForest(trees, { inputs, features }, data, params.criterion))
  const stopped = finished < kind.n_estimators && {
    stopped: `It was asked to finish after ${finished} of ${kind.n_estimators} trees.`,
  }
  return { learned: { inputs, features, trees }, ...stopped }
}

/** What the fit of any of them takes. */
export async function treesMemory(
  data: Rows,
  params: TreeParams,
  kind: ForestKind,
  learner: string,
  helpers: number,
): Promise<MemoryNeed> {
  const { table, target } = data
  const { classes, rows, weighted } = needsOf(data)
  const features = table.columns
    .filter(({ role }) => role === 'feature')
    .reduce((sum, one) => sum + (one.kind === 'vector' ? one.slots.length : 1), 0)
  const { forestNeeds } = await import('../../ml/trees/forest-needs')
  const isWeighed = weighted || (classes > 0 && params.class_weight === 'balanced')
  const options = optionsOf(params, kind, features, target?.task !== 'regression')
  return forestNeeds({ rows, features, classes, weighted: isWeighed }, options, helpers, () =>
    readForest(data, params, learner),
  )
}

function readForest(data: Rows, params: TreeParams, learner: string) {
  const { target, truth, weights } = weighedTruth(data, learner, params.class_weight === 'balanced')
  const classes = target.task === 'regression' ? 0 : target.classes.length
  const rows = readTreeRows(data, (codes, count) => orderLevels(codes, count, truth, weights, classes))
  return { ...rows, data: { truth, weights, classes } }
}

const optionsOf = (params: TreeParams, kind: ForestKind, features: number, classes: boolean) => ({
  ...params,
  ...kind,
  criterion: classes ? params.criterion : ('squared_error' as const),
  tries: triesFor(params.max_features, features, classes),
})

function triesFor(choice: 'auto' | 'sqrt' | 'log2' | 'all', features: number, classes: boolean): number {
  if (choice === 'sqrt' || (choice === 'auto' && classes)) return Math.max(1, Math.floor(Math.sqrt(features)))
  if (choice === 'log2') return Math.max(1, Math.floor(Math.log2(features)))
  return features
}

/** Says how far it is, and lets a stop come through, five times a second. */
function follow(wanted: number, context: Context, count: (trees: number, model: () => Trees) => void) {
  let waited = performance.now()
  return async (trees: number, model: () => Trees): Promise<boolean> => {
    count(trees, model)
    context.progress(trees / wanted, `Tree ${trees} of ${wanted}`)
    const now = performance.now()
    if (now - waited < 200) return false
    waited = now
    await new Promise<void>((resolve) => setTimeout(resolve, 0))
    return context.finish.aborted
  }
}

/** The apply of all of them. */
export function applyTrees(learned: ForestLearned, data: Rows): Rows {
  const means = meanOfTrees(learned.trees, treeColumns(learned, data.table, true), rowCount(data.table))
  const single = data.target!.task !== 'regression' && learned.trees.width === 1
  const scores = single
    ? Float64Array.from({ length: means.length * 2 }, (_, i) =>
        i % 2 === 1 ? means[i >> 1]! : 1 - means[i >> 1]!,
      )
    : means
  return { ...data, table: withScores(data.table, data.target!, scores) }
}

export const importanceOf = ({ trees, features }: ForestLearned): View =>
  importanceView(features, meanGainShares(trees, features.length))
