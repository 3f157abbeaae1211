import type { Rows } from '../../core/dataset'
import type { View } from '../../core/view'
import type { BoostedTrees } from '../../ml/trees/boost'
import { drawTrees } from './tree-drawing'
import type { TreeInputs } from './tree-inputs'

/** The trees of boosting; what a leaf says is added to the score. */
export function drawBoosted({ trees, outputs }: BoostedTrees, inputs: TreeInputs, data: Rows): View {
  const { classes } = data.target!
  return drawTrees(
    {
      trees,
      inputs,
      labels: ['Adds'],
      titleOf: (tree) =>
        outputs > 1
          ? `Iteration ${Math.floor(tree / outputs) + 1}, ${classes[tree % outputs]}`
          : `Iteration ${tree + 1}`,
      valuesAt: (node) => (trees.left[node] === node ? [trees.values[node]!] : []),
      ordered: false,
    },
    data,
  )
}
