import { WITH_TARGET } from '../../core/dataset'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { applyTrees, fitTrees, importanceOf, treesMemory, type ForestLearned } from '../shared/forest-fit'
import { treeParams } from '../shared/forest-params'
import { rulesView } from '../shared/tree-rules'

interface Learned extends ForestLearned {
  /** What a leaf speaks for: classes, or the target of a regression. */
  readonly labels: readonly string[]
}

export const stage = describe({
  id: 'train/decision-tree',
  version: 1,
  title: 'Decision tree',
  summary: 'Asks one question after the other. Its rules can be read; a forest predicts better.',
  kind: 'step',
  tasks: WITH_TARGET,
  params: treeParams('all'),
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

const ALONE = { n_estimators: 1, bootstrap: false, randomSplits: false }

export const memory: Memory<typeof stage> = ({ data }, params, helpers) =>
  treesMemory(data, params, ALONE, stage.title, helpers)

export const fit: Fit<typeof stage, Learned> = async ({ data }, params, context) => {
  const { learned } = await fitTrees(data, params, ALONE, stage.title, context)
  const { task, classes, column } = data.target!
  return { learned: { ...learned, labels: task === 'regression' ? [column] : classes } }
}

export const apply: Apply<typeof stage, Learned> = (learned, { data }) => applyTrees(learned, data)

export const explain: Explain<Learned> = (learned) => ({
  rules: rulesView(learned.trees, learned, learned.labels),
  importance: importanceOf(learned),
})
