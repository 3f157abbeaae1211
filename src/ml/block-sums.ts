import { takeRows, type Matrix } from '../core/matrix'
import { gram } from './gram'
import { blockRows, blocksOf } from './linear-kernel'
import { multiplyTransposed } from './matrix-ops'
import { sampledRows, sampleSize } from './sampled-rows'
import { oneHotGram, withoutMostFrequent } from './one-hot'

/** For weights of the rows, the weighted Gram matrix `Xᵀ D X` (cols × cols) and the column sums `Xᵀ D 1`. */
export type BlockSums = (weights: Float64Array) => {
  readonly products: Float64Array
  readonly sums: Float64Array
}

/**
 * The fastest way for this matrix: a kernel for dense rows, one level left out for one-hot columns.
 * @param stride sums a sample of one row in so many only, and takes a weight for each of them
 */
export function blockSums(matrix: Matrix, stride = 1): BlockSums {
  const byKernel = sumsByKernel(matrix, stride)
  if (byKernel) return byKernel
  if (stride > 1) {
    return blockSums(takeRows(matrix, sampledRows(matrix.rows, stride)))
  }
  const oneHot = withoutMostFrequent(matrix)
  if (oneHot) return (weights) => oneHotGram(oneHot, weights)
  return (weights) => ({ products: gram(matrix, weights), sums: multiplyTransposed(matrix, weights) })
}

function sumsByKernel(matrix: Matrix, stride: number): BlockSums | undefined {
  if (matrix.kind === 'sparse') return undefined
  const { rows, cols } = matrix
  const wide = cols + 8
  const rooms = {
    weights: sampleSize(rows, stride) + 3,
    weighted: blockRows(cols) * cols,
    sums: cols,
    products: (cols + 1) * wide,
  }
  const blocks = blocksOf(matrix, rooms, stride)
  if (!blocks) return undefined
  const { kernel, at, view, each } = blocks
  return (weights) => {
    view.weights.set(weights)
    view.products.fill(0)
    view.sums.fill(0)
    each((first, count) => {
      const weight = at.weights + first * 8
      kernel.addRows(at.block, count, cols, weight, at.sums)
      kernel.addGram(at.block, count, cols, weight, at.weighted, at.products)
    })
    const products = new Float64Array(cols * cols)
    for (let j = 0; j < cols; j++) {
      for (let k = 0; k < cols; k++)
        products[j * cols + k] = view.products[Math.min(j, k) * wide + Math.max(j, k)]!
    }
    return { products, sums: view.sums.slice() }
  }
}
