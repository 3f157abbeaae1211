/** Row-major values: entry (i, j) is `values[i * cols + j]`. */
export interface DenseMatrix {
  readonly kind: 'dense'
  readonly rows: number
  readonly cols: number
  readonly values: Float64Array
}

/** Compressed sparse rows: row i holds `indptr[i]` up to `indptr[i + 1]`, column indices ascending. */
export interface SparseMatrix {
  readonly kind: 'sparse'
  readonly rows: number
  readonly cols: number
  readonly indptr: Uint32Array
  readonly indices: Uint32Array
  readonly values: Float64Array
}

export type Matrix = DenseMatrix | SparseMatrix

export function dense(rows: number, cols: number, values: Float64Array): DenseMatrix {
  if (values.length !== rows * cols) throw new RangeError(`${rows} x ${cols} needs ${rows * cols} values`)
  return { kind: 'dense', rows, cols, values }
}

/** The chosen rows of `matrix`, in the order of `rows`, repeats allowed. */
export function takeRows(matrix: Matrix, rows: Uint32Array): Matrix {
  return matrix.kind === 'dense' ? takeDense(matrix, rows) : takeSparse(matrix, rows)
}

function takeDense({ cols, values }: DenseMatrix, rows: Uint32Array): DenseMatrix {
  const out = new Float64Array(rows.length * cols)
  for (let i = 0, to = 0; i < rows.length; i++) {
    const from = rows[i]! * cols
    for (let j = 0; j < cols; j++) out[to++] = values[from + j]!
  }
  return { kind: 'dense', rows: rows.length, cols, values: out }
}

function takeSparse({ cols, indptr, indices, values }: SparseMatrix, rows: Uint32Array): SparseMatrix {
  const outPtr = new Uint32Array(rows.length + 1)
  rows.forEach((row, i) => {
    outPtr[i + 1] = outPtr[i]! + indptr[row + 1]! - indptr[row]!
  })
  const outIndices = new Uint32Array(outPtr[rows.length]!)
  const outValues = new Float64Array(outPtr[rows.length]!)
  rows.forEach((row, i) => {
    outIndices.set(indices.subarray(indptr[row]!, indptr[row + 1]!), outPtr[i]!)
    outValues.set(values.subarray(indptr[row]!, indptr[row + 1]!), outPtr[i]!)
  })
  return { kind: 'sparse', rows: rows.length, cols, indptr: outPtr, indices: outIndices, values: outValues }
}
