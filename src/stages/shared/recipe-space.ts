import { UserError } from '../../core/errors'
import type { Recipe, RecipeNode } from '../../core/lineage'
import { checkRange, STEP_ON, type SearchRange, type SearchValue, type SearchValues } from '../../core/search'
import type { Dimension, Point } from '../../ml/search/space'
import { loadStage } from '../modules'

/** A parameter of a node that a search may change. Its name is that of the stage and of the parameter. */
export interface NodeDimension extends Dimension {
  readonly node: string
  readonly param: string
  readonly title: string
  /** What the stage is called. */
  readonly of: string
}

/** Stages that use up what was unlocked behind them: what stands before them is theirs, and is not searched twice. */
const TUNERS: readonly string[] = ['tune/tune', 'select/auto']

/** What was unlocked on the nodes of a recipe, wrapped ones included. @throws UserError for a range that is none */
export async function spaceOf(recipe: Recipe): Promise<NodeDimension[]> {
  const unlocked = new Map<string, { node: RecipeNode; param: string; range: SearchRange }>()
  for (const node of openNodes(recipe)) {
    for (const [param, range] of Object.entries(node.search ?? {}))
      unlocked.set(JSON.stringify([node.id, param]), { node, param, range })
  }
  const found = await Promise.all(
    [...unlocked.values()].map(async ({ node, param, range }): Promise<NodeDimension> => {
      const { stage } = await loadStage(node.stage)
      const title = param === STEP_ON ? 'The whole step' : (stage.params[param]?.title ?? param)
      return { name: `${stage.title}: ${title}`, node: node.id, param, title, of: stage.title, range }
    }),
  )
  for (const { name, range } of found) {
    const fault = checkRange(range)
    if (fault) throw new UserError(`The search range of ${name} ${fault}.`, 'Unlock the parameter again.')
  }
  const isOnlyOne = ({ name }: NodeDimension) => found.filter((one) => one.name === name).length === 1
  return found.map((one) => (isOnlyOne(one) ? one : { ...one, name: `${one.name} (${one.node})` }))
}

/** Whether two spaces hold the same parameters over the same ranges, whatever these are called. */
export function sameSpace(a: readonly Searched[], b: readonly Searched[]): boolean {
  const said = (space: readonly Searched[]) =>
    JSON.stringify(space.map(({ node, param, range }) => [node, param, range]))
  return said(a) === said(b)
}

type Searched = Pick<NodeDimension, 'node' | 'param' | 'range'>

/** Every node of a recipe that a search before it may change, those of wrapped models first. */
export const openNodes = ({ nodes }: Recipe): RecipeNode[] =>
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
