import { UserError } from '../../core/errors'
import type { Recipe, RecipeNode } from '../../core/lineage'
import { checkRange, STEP_ON, type SearchValue, type SearchValues } from '../../core/search'
import type { Dimension, Point } from '../../ml/search/space'

/** A parameter of a node that a search may change. */
export interface NodeDimension extends Dimension {
  readonly node: string
  readonly param: string
}

/** Stages that use up what was unlocked behind them: what stands before them is theirs, and is not searched twice. */
const TUNERS: readonly string[] = ['tune/tune', 'select/auto']

/** What was unlocked on the nodes of a recipe, wrapped ones included. @throws UserError for a range that is none */
export function spaceOf(recipe: Recipe): NodeDimension[] {
  const found = new Map<string, NodeDimension>()
  for (const { id, search = {} } of openNodes(recipe)) {
    for (const [param, range] of Object.entries(search)) {
      const name = `${id} ${param === STEP_ON ? 'on' : param}`
      const fault = checkRange(range)
      if (fault) throw new UserError(`The search range of ${name} ${fault}.`, 'Unlock the parameter again.')
      found.set(JSON.stringify([id, param]), { name, node: id, param, range })
    }
  }
  return [...found.values()]
}

const openNodes = ({ nodes }: Recipe): RecipeNode[] =>
  nodes.flatMap((node) => [
    ...(TUNERS.includes(node.stage) ? [] : Object.values(node.models ?? {}).flatMap(openNodes)),
    node,
  ])

/** The values as they stand in a recipe. */
export function currentPoint(recipe: Recipe, space: readonly NodeDimension[]): Point {
  const params = new Map(openNodes(recipe).map((node) => [node.id, node.params]))
  return space.map(({ node, param }) => (param === STEP_ON ? true : params.get(node)?.[param]) as SearchValue)
}

export function valuesOf(space: readonly NodeDimension[], point: Point): SearchValues {
  const values: Record<string, Record<string, SearchValue>> = {}
  space.forEach(({ node, param }, d) => ((values[node] ??= {})[param] = point[d]!))
  return values
}

/** The recipe with these values, without the steps that are off, and with nothing left to search. */
export function withValues(recipe: Recipe, values: SearchValues): Recipe {
  const feeds = new Map<string, string>()
  const kept: RecipeNode[] = []
  for (const { search: _search, ...node } of recipe.nodes) {
    const inputs = Object.fromEntries(
      Object.entries(node.inputs).map(([port, from]) => [port, feeds.get(from) ?? from]),
    )
    const { [STEP_ON]: on = true, ...params } = values[node.id] ?? {}
    if (!on) feeds.set(node.id, Object.values(inputs)[0]!)
    else kept.push({ ...node, inputs, params: { ...node.params, ...params }, ...modelsOf(node, values) })
  }
  return { ...recipe, nodes: kept }
}

function modelsOf({ stage, models }: RecipeNode, values: SearchValues): Pick<RecipeNode, 'models'> {
  if (!models || TUNERS.includes(stage)) return models ? { models } : {}
  const inner = Object.entries(models).map(([port, recipe]) => [port, withValues(recipe, values)])
  return { models: Object.fromEntries(inner) as Record<string, Recipe> }
}
