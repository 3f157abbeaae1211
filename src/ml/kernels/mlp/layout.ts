/**
 * How matrices lie in memory. A matrix is cut into panels of 8 columns; inside a panel rows follow each
 * other, so that a row of a panel is 32 bytes, two vectors of four float32. Products read and write panels
 * one after the other, and nothing is ever packed.
 */

/** Rows of a batch that are worked on at once: small enough for the cache, large enough for the products. */
export const CHUNK: i32 = 128

/** Bytes of one row of a panel. */
export const ROW: usize = 32

/**
 * Bytes from one panel of activations to the next. Four rows more than a chunk has, since at a power of two
 * the panels would fall onto the same lines of the cache.
 */
export const STRIDE: usize = <usize>(CHUNK + 4) * ROW

@inline export function upTo4(n: i32): i32 {
  return (n + 3) & ~3
}

@inline export function upTo8(n: i32): i32 {
  return (n + 7) & ~7
}

/** Zeroed memory, never given back: a network lives as long as its instance. */
export function allocate(floats: i32): usize {
  const bytes = <usize>floats * 4
  const start = (heap.alloc(bytes + 64) + 63) & ~63
  memory.fill(start, 0, bytes)
  return start
}

/** Activations or deltas of one chunk with `columns` columns. */
export function allocateChunk(columns: i32): usize {
  return allocate((upTo8(columns) >> 3) * <i32>(STRIDE >> 2))
}

/** The address of entry (row, column) of a matrix whose panels have `depth` rows. */
@inline export function entry(matrix: usize, depth: i32, row: i32, column: i32): usize {
  return matrix + <usize>(column >> 3) * <usize>depth * ROW + <usize>row * ROW + <usize>(column & 7) * 4
}

/**
 * Writes the transpose of `matrix` (`depth` x `columns`, panels of `depth` rows; both multiples of 4) to
 * `turned`, whose panels have `turnedDepth` rows.
 */
export function transpose(matrix: usize, depth: i32, columns: i32, turned: usize, turnedDepth: i32): void {
  for (let j = 0; j < columns; j += 4) {
    for (let q = 0; q < depth; q += 4) {
      const from = entry(matrix, depth, q, j)
      const to = entry(turned, turnedDepth, j, q)
      const r0 = v128.load(from)
      const r1 = v128.load(from, 32)
      const r2 = v128.load(from, 64)
      const r3 = v128.load(from, 96)
      const a = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5)
      const b = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5)
      const c = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7)
      const d = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7)
      v128.store(to, v128.shuffle<i64>(a, b, 0, 2))
      v128.store(to, v128.shuffle<i64>(a, b, 1, 3), 32)
      v128.store(to, v128.shuffle<i64>(c, d, 0, 2), 64)
      v128.store(to, v128.shuffle<i64>(c, d, 1, 3), 96)
    }
  }
}
