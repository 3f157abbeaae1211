import { WITH_TARGET } from '../../core/dataset'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { applyTrees, fitTrees, importanceOf, treesMemory, type ForestLearned } from '../shared/forest-fit'
import { bootstrapParam, treeParams, treesParam } from '../shared/forest-params'

export const stage = describe({
  id: 'train/extra-trees',
  version: 1,
  title: 'Extra trees',
  summary: 'A forest whose trees cut features at random places. Faster, and smoother than a random forest.',
  kind: 'step',
  tasks: WITH_TARGET,
  finishes: true,
  params: {
    n_estimators: treesParam(),
    ...treeParams('auto'),
    bootstrap: bootstrapParam(false),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }, params, helpers) =>
  treesMemory(data, params, { ...params, randomSplits: true }, stage.title, helpers)

export const fit: Fit<typeof stage, ForestLearned> = ({ data }, params, context) =>
  fitTrees(data, params, { ...params, randomSplits: true }, stage.title, context)

export const apply: Apply<typeof stage, ForestLearned> = (learned, { data }) => applyTrees(learned, data)

export const explain: Explain<ForestLearned> = (learned) => ({ importance: importanceOf(learned) })
