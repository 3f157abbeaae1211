import { checkParam } from '../../core/check-params'
import { UserError } from '../../core/errors'
import type { Recipe, RecipeNode } from '../../core/lineage'
import type { NumberParam, ParamValues } from '../../core/params'
import { loadStage } from '../modules'

/** Every node of a recipe, those of the models within wrappers first. */
function allNodes({ nodes }: Recipe): RecipeNode[] {
  return nodes.flatMap((node) => [...Object.values(node.models ?? {}).flatMap(allNodes), node])
}

/** The recipe with some parameters of one node replaced, wherever it stands. */
export function withParams(recipe: Recipe, id: string, params: ParamValues): Recipe {
  return {
    ...recipe,
    nodes: recipe.nodes.map((node) => ({
      ...node,
      ...(node.id === id && { params: { ...node.params, ...params } }),
      ...(node.models && {
        models: Object.fromEntries(
          Object.entries(node.models).map(([port, inner]) => [port, withParams(inner, id, params)]),
        ),
      }),
    })),
  }
}

/**
 * The node of this id, or the only one of this stage (`train/ridge`, or its title).
 * @throws UserError that names the nodes that there are
 */
export async function nodeNamed(recipe: Recipe, name: string): Promise<RecipeNode> {
  const nodes = allNodes(recipe)
  const titled = await Promise.all(
    nodes.map(async (node) => ({ node, title: (await loadStage(node.stage)).stage.title })),
  )
  const learner = nodes.at(-1)!
  if (name === '') return learner
  const found =
    nodes.find(({ id }) => id === name) ??
    titled.find(({ node, title }) => node.stage === name || title.toLowerCase() === name.toLowerCase())?.node
  if (found) return found
  throw new UserError(
    `There is no node "${name}" behind this model.`,
    `Name one of: ${titled.map(({ node, title }) => `${node.id} (${title})`).join(', ')}.`,
  )
}

/** The first number of a node, or the one of this name or title. @throws UserError when it has no such parameter */
export async function numberParam(
  node: RecipeNode,
  parameter: string,
): Promise<{ readonly name: string; readonly spec: NumberParam }> {
  const { stage } = await loadStage(node.stage)
  const numeric = Object.entries(stage.params).flatMap(([name, spec]) =>
    spec.kind === 'number' || spec.kind === 'integer' ? [{ name, spec }] : [],
  )
  const found = numeric.find(
    ({ name, spec }) => parameter === '' || name === parameter || spec.title === parameter,
  )
  if (found) return found
  const message =
    parameter === ''
      ? `${stage.title} has no number to vary.`
      : `${stage.title} has no number "${parameter}" to vary.`
  const names = numeric.map(({ name }) => name).join(', ')
  throw new UserError(message, names === '' ? 'Choose another node.' : `Name one of: ${names}.`)
}

/** Rising, all different. @throws UserError for fewer than two, and for one that the parameter does not take */
export function numbersFor(spec: NumberParam, values: readonly string[]): number[] {
  const numbers = values.map((text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text)
    const fault = checkParam(spec, value)
    if (fault) throw new UserError(`${spec.title}: "${text}" ${fault}.`, 'Correct the value.')
    return value
  })
  const distinct = [...new Set(numbers)].sort((a, b) => a - b)
  if (distinct.length >= 2) return distinct
  throw new UserError('A curve needs at least two different values.', 'Give more of them.')
}
