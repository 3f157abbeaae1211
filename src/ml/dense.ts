import { UserError } from '../core/errors'
import type { DenseMatrix, Matrix } from '../core/matrix'

/** 2 GB. */
const MOST_CELLS = 250_000_000

/** The same matrix with its zeros written out; a dense one is itself. @throws UserError where that takes more than 2 GB */
export function denseMatrix(matrix: Matrix): DenseMatrix {
  if (matrix.kind === 'dense') return matrix
  const { rows, cols, indptr, indices, values } = matrix
  if (rows * cols > MOST_CELLS) {
    throw new UserError(
      `${rows} rows of ${cols} features are too many for a learner that looks at zeros too.`,
      'Let Encode join rare levels, select fewer features, or choose a linear learner.',
    )
  }
  const out = new Float64Array(rows * cols)
  for (let i = 0; i < rows; i++) {
    for (let at = indptr[i]!; at < indptr[i + 1]!; at++) out[i * cols + indices[at]!] = values[at]!
  }
  return { kind: 'dense', rows, cols, values: out }
}
