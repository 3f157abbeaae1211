import type { DenseMatrix, Matrix } from '../core/matrix'

/** The same matrix with its zeros written out; a dense one is itself. */
export function denseMatrix(matrix: Matrix): DenseMatrix {
  if (matrix.kind === 'dense') return matrix
  const { rows, cols, indptr, indices, values } = matrix
  const out = new Float64Array(rows * cols)
  for (let i = 0; i < rows; i++) {
    for (let at = indptr[i]!; at < indptr[i + 1]!; at++) out[i * cols + indices[at]!] = values[at]!
  }
  return { kind: 'dense', rows, cols, values: out }
}
