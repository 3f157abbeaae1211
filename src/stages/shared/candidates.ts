import type { Task } from '../../core/dataset'
import type { Recipe, RecipeNode } from '../../core/lineage'
import { defaults, type ParamValues } from '../../core/params'
import type { SearchValues } from '../../core/search'
import type { StageDescription } from '../../core/stage'
import { stage as tree } from '../train/decision-tree.step'
import { stage as dummy } from '../train/dummy.step'
import { stage as extraTrees } from '../train/extra-trees.step'
import { stage as boosting } from '../train/gradient-boosting.step'
import { stage as elasticNet } from '../train/elastic-net.step'
import { stage as bayes } from '../train/gaussian-nb.step'
import { stage as huber } from '../train/huber.step'
import { stage as neighbours } from '../train/knn.step'
import { stage as linearSvm } from '../train/linear-svm.step'
import { stage as logistic } from '../train/logistic.step'
import { stage as forest } from '../train/random-forest.step'
import { stage as ridge } from '../train/ridge.step'
import { namesApart } from './names-apart'
import { preparationsOf, type Preparation } from './preparations'
import { withValues } from './recipe-space'

/** A learner with parameters, to stand in for the one at the end of a pipeline, and what the steps before it do. */
export interface Candidate {
  readonly name: string
  readonly stage: string
  readonly version: number
  readonly params: ParamValues
  /** What is set on nodes before it; all others stay as they are. */
  readonly values: SearchValues
}

/** What is worth a try on a table, the surest first; the defaults of each, and where they are best left. */
const CATALOGUE: readonly (readonly [stage: StageDescription, ...params: ParamValues[]])[] = [
  [dummy, {}],
  [logistic, {}, { C: 0.1 }, { C: 0.01 }, { C: 10 }],
  [ridge, {}, { alpha: 0.1 }, { alpha: 10 }, { alpha: 100 }, { alpha: 1000 }],
  [
    boosting,
    {},
    { learning_rate: 0.05, max_iter: 200, max_leaf_nodes: 15 },
    { learning_rate: 0.05, max_iter: 200, max_depth: 3 },
    { learning_rate: 0.1, max_iter: 60, max_depth: 2 },
    { learning_rate: 0.05, max_iter: 150, min_samples_leaf: 50, l2_regularization: 1 },
  ],
  [forest, {}, { min_samples_leaf: 5 }, { min_samples_leaf: 2, max_features: 'log2' }],
  [extraTrees, {}, { min_samples_leaf: 3 }],
  [tree, { max_depth: 4, min_samples_leaf: 10 }],
  [elasticNet, { alpha: 0.1 }, { alpha: 0.01 }],
  [neighbours, { n_neighbors: 15 }, { n_neighbors: 15, weights: 'distance' }],
  [huber, {}],
  [linearSvm, {}, { C: 0.01 }],
  [bayes, {}],
]

const TREES: readonly StageDescription[] = [tree, boosting, forest, extraTrees]

/**
 * Up to `most` candidates for a task: the first of every learner, and then by turns a learner behind steps that do
 * otherwise and a learner that is set otherwise.
 */
export function candidatesFor(task: Task, recipe: Recipe, most: number): Candidate[] {
  const lists = CATALOGUE.filter(([{ tasks }]) => tasks?.includes(task))
  const longest = Math.max(...lists.map(([, ...settings]) => settings.length))
  const turns = Array.from({ length: longest }, (_, turn) =>
    lists.flatMap(([stage, ...settings]) =>
      settings.slice(turn, turn + 1).map((given) => candidate(stage, given)),
    ),
  )
  const [first = [], ...others] = turns
  const ways = preparationsOf(recipe)
  const prepared = lists.flatMap(([stage]) =>
    ways.filter((way) => suits(way, stage)).map((way) => candidate(stage, {}, way)),
  )
  const found = [...first, ...byTurns(prepared, others.flat())].slice(0, most)
  const names = namesApart(found.map(({ name }) => name))
  return found.map((one, i) => ({ ...one, name: names[i]! }))
}

function candidate(stage: StageDescription, given: ParamValues, way?: Preparation): Candidate {
  const said = Object.entries(given).map(([name, value]) => `${stage.params[name]!.title} ${String(value)}`)
  return {
    name: [stage.title, ...said, ...(way ? [way.name] : [])].join(', '),
    stage: stage.id,
    version: stage.version,
    params: { ...defaults(stage.params), ...given },
    values: way?.values ?? {},
  }
}

const suits = (way: Preparation, stage: StageDescription): boolean =>
  stage !== dummy && (way.suits === 'all' || (way.suits === 'trees') === TREES.includes(stage))

function byTurns<T>(a: readonly T[], b: readonly T[]): T[] {
  const both = Math.min(a.length, b.length)
  return [...a.slice(0, both).flatMap((one, i) => [one, b[i]!]), ...a.slice(both), ...b.slice(both)]
}

/** The learner at the end of a recipe. Wrappers around it go. */
export function learnerOf({ cast, nodes }: Recipe): {
  readonly recipe: Recipe
  readonly learner: RecipeNode
} {
  const learner = nodes.at(-1)
  if (!learner) throw new Error('A recipe has a learner at its end')
  const [inner] = Object.values(learner.models ?? {})
  return inner ? learnerOf(inner) : { recipe: { cast, nodes }, learner }
}

/** The recipe with another learner at its end, under the same id, and with other steps before it. */
export function withCandidate(from: Recipe, { params, stage, values, version }: Candidate): Recipe {
  const { recipe, learner } = learnerOf(withValues(from, values))
  const { id, inputs } = learner
  return { ...recipe, nodes: [...recipe.nodes.slice(0, -1), { id, stage, version, params, inputs }] }
}
