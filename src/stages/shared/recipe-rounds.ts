import { UserError } from '../../core/errors'
import type { Recipe, RecipeNode } from '../../core/lineage'
import { loadStage } from '../modules'
import { openNodes } from './recipe-space'

/** Fewer rounds than this tell too little of a setting. */
const LEAST_ROUNDS = 5

/** The parameter of a stage that says how many rounds it learns in: trees, or epochs. */
export type RoundsOf = ReadonlyMap<string, string>

/** @throws UserError when nothing in the recipe learns in rounds */
export async function roundsOf(recipe: Recipe): Promise<RoundsOf> {
  const found = new Map<string, string>()
  for (const { stage: id } of openNodes(recipe)) {
    const { stage } = await loadStage(id)
    const [name] = Object.entries(stage.params).find(([, spec]) => spec.rounds) ?? []
    if (name !== undefined) found.set(id, name)
  }
  if (found.size > 0) return found
  throw new UserError(
    'No learner before this node learns in trees or epochs, so there is nothing to give few of.',
    'Give few rows instead, or tune gradient boosting, a forest, a neural network or stochastic gradient descent.',
  )
}

/** The smallest share of the rounds that still tells anything, up to 1. */
export function leastRoundShare(recipe: Recipe, rounds: RoundsOf): number {
  const counts = openNodes(recipe).flatMap(({ params, search, stage }) => {
    const name = rounds.get(stage)
    if (name === undefined) return []
    const range = search?.[name]
    return [range && range.kind !== 'choice' ? range.min : Number(params[name])]
  })
  return Math.min(1, LEAST_ROUNDS / Math.min(...counts))
}

/** The recipe with a share of the rounds of each of its learners, one at least. */
export function withRounds(recipe: Recipe, rounds: RoundsOf, share: number): Recipe {
  if (share === 1) return recipe
  const scaled = (node: RecipeNode): RecipeNode => {
    const name = rounds.get(node.stage)
    const count = name === undefined ? undefined : Math.max(1, Math.round(share * Number(node.params[name])))
    const models = Object.entries(node.models ?? {}).map(([port, inner]) => [
      port,
      withRounds(inner, rounds, share),
    ])
    return {
      ...node,
      ...(name !== undefined && { params: { ...node.params, [name]: count! } }),
      ...(node.models && { models: Object.fromEntries(models) as Record<string, Recipe> }),
    }
  }
  return { ...recipe, nodes: recipe.nodes.map(scaled) }
}
