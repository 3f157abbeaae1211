import type { RowRoles } from '../../core/dataset'
import { RAW, type Recipe } from '../../core/lineage'
import { defaults, type ParamValues } from '../../core/params'
import type { Table } from '../../core/table'
import { loadStage } from '../../stages/modules'
import { lookupStage } from '../../stages/descriptions'
import { makeContext, type Reports } from '../context'
import { refit } from '../refit'
import { productStages } from '../stages'

/** What tests of the laws share: a pipeline as a chain of stages with their defaults, fitted by `refit`. */

/** A stage, and where its parameters differ from the defaults. */
export type Link = readonly [stage: string, params?: ParamValues]

/** Median and "missing" for what is missing, then scaled and one-hot: as make_reference.py does it. */
export const canonical = (split: ParamValues, learner: Link): Link[] => [
  ['preprocess/split', split],
  ['preprocess/impute'],
  ['preprocess/scale'],
  ['preprocess/encode'],
  learner,
]

/** Node ids are stage ids. */
export function recipeOf(links: readonly Link[]): Recipe {
  return {
    cast: { columns: [], decimal: '.', missing: [] },
    nodes: links.map(([id, params = {}], i) => {
      const stage = lookupStage(id)
      if (!stage) throw new Error(`There is no stage "${id}"`)
      const inputs = { data: i === 0 ? RAW : links[i - 1]![0] }
      return {
        id,
        stage: id,
        version: stage.version,
        params: { ...defaults(stage.params), ...params },
        inputs,
      }
    }),
  }
}

/** A wrapper around models by port, with its defaults but for what is said. */
export function wrap(
  stage: string,
  models: Readonly<Record<string, Recipe>>,
  params: ParamValues = {},
): Recipe {
  const { version, params: specs } = lookupStage(stage)!
  const values = { ...defaults(specs), ...params }
  const { cast } = Object.values(models)[0]!
  return { cast, nodes: [{ id: stage, stage, version, params: values, inputs: {}, models }] }
}

export interface Told {
  readonly warnings: string[]
}

const reports = (told?: Told): Reports => ({ warn: (message) => void told?.warnings.push(message) })
const signal = new AbortController().signal

/** Who trains, as the first link says. */
export async function rolesOf(
  [first]: readonly Link[],
  raw: Table,
  seed = 0,
  told?: Told,
): Promise<RowRoles> {
  const [node] = recipeOf([first!]).nodes
  const { assignRoles } = await loadStage(node!.stage)
  return assignRoles!(raw, node!.params, makeContext(seed, node!.id, signal, reports(told)))
}

export const fitChain = (links: readonly Link[], raw: Table, roles: RowRoles, seed = 0, told?: Told) =>
  refit({ recipe: recipeOf(links), raw, roles, seed }, productStages, signal, reports(told))
