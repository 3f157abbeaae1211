import type { Rows } from '../../core/dataset'
import type { View } from '../../core/view'
import type { Trees } from '../../ml/trees/model'
import { drawTrees } from './tree-drawing'
import type { TreeInputs } from './tree-inputs'
import { saysAt } from './tree-rules'

/** The trees of a forest, or the only one. */
export function drawForest(
  trees: Trees,
  inputs: TreeInputs,
  data: Rows,
  criterion: 'gini' | 'entropy',
): View {
  const { task, classes, column } = data.target!
  const labels = task === 'regression' ? [column] : classes
  const valuesAt = (node: number) => saysAt(trees, node, labels.length)
  const isEntropy = criterion === 'entropy'
  const impurity = {
    name: isEntropy ? 'Entropy' : 'Gini',
    at: (node: number) => (isEntropy ? entropy : gini)(valuesAt(node)),
  }
  return drawTrees(
    {
      trees,
      inputs,
      labels,
      ...(task !== 'regression' && { impurity }),
      titleOf: (tree) => `Tree ${tree + 1}`,
      valuesAt,
      ordered: true,
    },
    data,
  )
}

const gini = (shares: readonly number[]): number => 1 - shares.reduce((sum, share) => sum + share * share, 0)

const entropy = (shares: readonly number[]): number =>
  shares.reduce((sum, share) => sum - (share > 0 ? share * Math.log2(share) : 0), 0)
