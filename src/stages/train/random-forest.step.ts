import { WITH_TARGET } from '../../core/dataset'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { applyTrees, fitTrees, importanceOf, treesMemory, type ForestLearned } from '../shared/forest-fit'
import { bootstrapParam, treeParams, treesParam } from '../shared/forest-params'

export const stage = describe({
  id: 'train/random-forest',
  version: 1,
  title: 'Random forest',
  summary: 'Lets many trees vote that each saw other rows and features. Good without any tuning.',
  kind: 'step',
  tasks: WITH_TARGET,
  common: true,
  finishes: true,
  params: {
    n_estimators: treesParam(),
    ...treeParams('auto'),
    bootstrap: bootstrapParam(true),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }, params, helpers) =>
  treesMemory(data, params, { ...params, randomSplits: false }, stage.title, helpers)

export const fit: Fit<typeof stage, ForestLearned> = ({ data }, params, context) =>
  fitTrees(data, params, { ...params, randomSplits: false }, stage.title, context)

export const apply: Apply<typeof stage, ForestLearned> = (learned, { data }) => applyTrees(learned, data)

export const explain: Explain<ForestLearned> = (learned) => ({ importance: importanceOf(learned) })
