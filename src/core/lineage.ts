import type { Cast } from './csv/cast'
import type { Predictions } from './predictions'
import type { ParamValues } from './params'
import type { Search } from './search'

/** One step between raw rows and a prediction. `learned` is plain data; null for a step that learns nothing. */
export interface LineageNode {
  readonly id: string
  readonly stage: string
  readonly version: number
  readonly params: ParamValues
  /** Port to the id of the node that feeds it; `raw` is the raw rows. */
  readonly inputs: Readonly<Record<string, string>>
  readonly learned: unknown
  /** Parameters that a Tune behind it may change. */
  readonly search?: Search
  /** Of a wrapper, which has no `inputs`: the recipes behind its model inputs, by port. */
  readonly models?: Readonly<Record<string, Recipe>>
}

/** A lineage before anything is learned: what `refit` fits. */
export interface Recipe {
  readonly cast: Cast
  readonly nodes: readonly RecipeNode[]
  /** What the person calls the model, where a wrapper has to tell it from others. */
  readonly name?: string
}

export type RecipeNode = Omit<LineageNode, 'learned'>

/** What a wrapper keeps: the models that it fitted, and what it learned of their predictions. */
export interface WrapperLearned {
  readonly models: Readonly<Record<string, Lineage>>
  readonly own: unknown
}

export function recipeOf({ cast, nodes }: Lineage): Recipe {
  const unfitted = ({ id, stage, version, params, inputs, search, models }: LineageNode): RecipeNode => ({
    id,
    stage,
    version,
    params,
    inputs,
    ...(search && { search }),
    ...(models && { models }),
  })
  return { cast, nodes: nodes.map(unfitted) }
}

export const RAW = 'raw'

/** The fitted subgraph between raw rows and a model, in an order in which it can be run. The last node is its end. */
export interface Lineage {
  readonly cast: Cast
  readonly nodes: readonly LineageNode[]
}

/** A lineage that ends in a learner, and what it says of every row it was made from. */
export interface Model {
  readonly name: string
  readonly lineage: Lineage
  readonly predictions: Predictions
  /** The seed and the hash of the data it was made with, for the bundle's manifest. */
  readonly origin: { readonly seed: number; readonly data: string }
}
