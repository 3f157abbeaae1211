import type { Recipe } from '../../core/lineage'

/** Names that come more than once get a number. */
export function namesApart(names: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name} (${count})`
  })
}

/** What the person calls the models behind an input that takes many, told apart, in the order of its ports. */
export const recipeNames = (models: Readonly<Record<string, Recipe>>): string[] =>
  namesApart(Object.values(models).map(({ name, nodes }) => name ?? nodes.at(-1)?.id ?? 'model'))
