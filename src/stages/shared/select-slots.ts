import type { Matrix, SparseMatrix } from '../../core/matrix'

/** The chosen columns of a matrix. @param kept ascending */
export function selectSlots(matrix: Matrix, kept: Uint32Array): Matrix {
  if (matrix.kind === 'sparse') return selectSparse(matrix, kept)
  const { rows, cols, values } = matrix
  const out = new Float64Array(rows * kept.length)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < kept.length; j++) out[i * kept.length + j] = values[i * cols + kept[j]!]!
  }
  return { kind: 'dense', rows, cols: kept.length, values: out }
}

function selectSparse(
  { rows, cols, indptr, indices, values }: SparseMatrix,
  kept: Uint32Array,
): SparseMatrix {
  const place = new Int32Array(cols).fill(-1)
  kept.forEach((slot, j) => (place[slot] = j))
  const outPtr = new Uint32Array(rows + 1)
  const outIndices = new Uint32Array(indices.length)
  const outValues = new Float64Array(indices.length)
  let next = 0
  for (let i = 0; i < rows; i++) {
    for (let k = indptr[i]!; k < indptr[i + 1]!; k++) {
      const j = place[indices[k]!]!
      if (j < 0) continue
      outIndices[next] = j
      outValues[next++] = values[k]!
    }
    outPtr[i + 1] = next
  }
  return {
    kind: 'sparse',
    rows,
    cols: kept.length,
    indptr: outPtr,
    indices: outIndices.slice(0, next),
    values: outValues.slice(0, next),
  }
}
