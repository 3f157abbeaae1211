/**
 * Dense rows under a linear model, a block at a time: the host copies a few rows in, so that the matrix is read once
 * for all that a step of a solver wants of it. A block has a multiple of four rows, zeros at its end. Nothing here
 * depends on the engine: exp and log are sums and products of our own.
 */

/** Where the host may begin to put its data. */
export function heapBase(): usize {
  return __heap_base
}

/** Writes `row · coef + intercept` for every row. */
export function scores(rows: usize, count: i32, cols: i32, coef: usize, intercept: f64, to: usize): void {
  const size = <usize>cols << 3
  const even = size & ~15
  const shift = f64x2.splat(intercept)
  for (let i = 0; i < count; i += 4) {
    const r1 = rows + size, r2 = r1 + size, r3 = r2 + size
    let a = f64x2.splat(0), b = a, c = a, d = a
    for (let j: usize = 0; j < even; j += 16) {
      const w = v128.load(coef + j)
      a = f64x2.add(a, f64x2.mul(v128.load(rows + j), w))
      b = f64x2.add(b, f64x2.mul(v128.load(r1 + j), w))
      c = f64x2.add(c, f64x2.mul(v128.load(r2 + j), w))
      d = f64x2.add(d, f64x2.mul(v128.load(r3 + j), w))
    }
    if (even < size) {
      const w = v128.load64_zero(coef + even)
      a = f64x2.add(a, f64x2.mul(v128.load64_zero(rows + even), w))
      b = f64x2.add(b, f64x2.mul(v128.load64_zero(r1 + even), w))
      c = f64x2.add(c, f64x2.mul(v128.load64_zero(r2 + even), w))
      d = f64x2.add(d, f64x2.mul(v128.load64_zero(r3 + even), w))
    }
    v128.store(to, f64x2.add(f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3)), shift))
    v128.store(to, f64x2.add(f64x2.add(v128.shuffle<f64>(c, d, 0, 2), v128.shuffle<f64>(c, d, 1, 3)), shift), 16)
    to += 32
    rows = r3 + size
  }
}

/** Adds every row times its factor to `sums`, one per column; eight rows at a time, since the sums are read and written anew. */
export function addRows(rows: usize, count: i32, cols: i32, factors: usize, sums: usize): void {
  const size = <usize>cols << 3
  let left = count
  for (; left >= 8; left -= 8) {
    addFour(rows, size, factors, sums, true)
    factors += 64
    rows += size << 3
  }
  if (left) addFour(rows, size, factors, sums, false)
}

/** Four rows, or eight. */
@inline function addFour(rows: usize, size: usize, factors: usize, sums: usize, isTwice: bool): void {
  const even = size & ~15
  const r1 = rows + size, r2 = r1 + size, r3 = r2 + size, r4 = r3 + size, r5 = r4 + size, r6 = r5 + size, r7 = r6 + size
  const a = v128.load64_splat(factors), b = v128.load64_splat(factors, 8)
  const c = v128.load64_splat(factors, 16), d = v128.load64_splat(factors, 24)
  const e = v128.load64_splat(factors, 32), f = v128.load64_splat(factors, 40)
  const g = v128.load64_splat(factors, 48), h = v128.load64_splat(factors, 56)
  for (let j: usize = 0; j < even; j += 16) {
    const ab = f64x2.add(f64x2.mul(v128.load(rows + j), a), f64x2.mul(v128.load(r1 + j), b))
    const cd = f64x2.add(f64x2.mul(v128.load(r2 + j), c), f64x2.mul(v128.load(r3 + j), d))
    let sum = f64x2.add(ab, cd)
    if (isTwice) {
      const ef = f64x2.add(f64x2.mul(v128.load(r4 + j), e), f64x2.mul(v128.load(r5 + j), f))
      const gh = f64x2.add(f64x2.mul(v128.load(r6 + j), g), f64x2.mul(v128.load(r7 + j), h))
      sum = f64x2.add(sum, f64x2.add(ef, gh))
    }
    v128.store(sums + j, f64x2.add(v128.load(sums + j), sum))
  }
  if (even < size) {
    for (let r = rows, at = factors, end = rows + (size << (isTwice ? 3 : 2)); r < end; r += size, at += 8)
      store<f64>(sums + even, load<f64>(sums + even) + load<f64>(r + even) * load<f64>(at))
  }
}

/**
 * Adds the upper triangle of `Xᵀ D X` of a block, two by eight products at a time. They may stand a column beyond the
 * diagonal or seven beyond the last; behind the rows there has to be room to read 64 bytes.
 * @param weighted room for the rows times their weights, and 16 bytes more
 * @param products cols + 1 rows of cols + 8
 */
export function addGram(rows: usize, count: i32, cols: i32, weights: usize, weighted: usize, products: usize): void {
  const size = <usize>cols << 3
  const wide = size + 64
  for (let i = 0, from = rows, to = weighted; i < count; i++, from += size, to += size) {
    const weight = v128.load64_splat(weights + (<usize>i << 3))
    for (let j: usize = 0; j < size; j += 16) v128.store(to + j, f64x2.mul(v128.load(from + j), weight))
  }
  for (let j: usize = 0; j < size; j += 16) {
    for (let k = j; k < size; k += 64) {
      let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0
      let x = weighted + j
      let y = rows + k
      for (let i = count; i; i--) {
        const p = v128.load64_splat(x), q = v128.load64_splat(x, 8)
        const y0 = v128.load(y), y1 = v128.load(y, 16), y2 = v128.load(y, 32), y3 = v128.load(y, 48)
        a0 = f64x2.add(a0, f64x2.mul(p, y0))
        a1 = f64x2.add(a1, f64x2.mul(p, y1))
        a2 = f64x2.add(a2, f64x2.mul(p, y2))
        a3 = f64x2.add(a3, f64x2.mul(p, y3))
        b0 = f64x2.add(b0, f64x2.mul(q, y0))
        b1 = f64x2.add(b1, f64x2.mul(q, y1))
        b2 = f64x2.add(b2, f64x2.mul(q, y2))
        b3 = f64x2.add(b3, f64x2.mul(q, y3))
        x += size
        y += size
      }
      const to = products + (j >> 3) * wide + k
      add(to, a0, a1, a2, a3)
      add(to + wide, b0, b1, b2, b3)
    }
  }
}

@inline function add(to: usize, a: v128, b: v128, c: v128, d: v128): void {
  v128.store(to, f64x2.add(v128.load(to), a))
  v128.store(to, f64x2.add(v128.load(to, 16), b), 16)
  v128.store(to, f64x2.add(v128.load(to, 32), c), 32)
  v128.store(to, f64x2.add(v128.load(to, 48), d), 48)
}

/**
 * Log loss of two classes by one score, two rows at a time.
 * @param signs float64 per row: 1 for the second class, -1 for the first
 * @param weights float64 per row
 * @param first out, the derivative by the score @param second out, the second one
 * @param slope the sum of the first ones is added there
 * @returns the weighted sum
 */
export function logLoss(
  scores: usize, signs: usize, weights: usize, count: i32, first: usize, second: usize, slope: usize,
): f64 {
  const one = f64x2.splat(1), zero = f64x2.splat(0)
  const size = <usize>count << 3
  let total = zero, slopes = zero
  for (let at: usize = 0; at < size; at += 16) {
    const sign = v128.load(signs + at)
    const weight = v128.load(weights + at)
    const z = f64x2.mul(sign, v128.load(scores + at))
    // exp(-|z|) serves the loss and both derivatives, and none of them cancels.
    const e = exp(f64x2.neg(f64x2.abs(z)))
    const share = f64x2.div(one, f64x2.add(one, e))
    const less = f64x2.mul(e, share)
    const wrong = v128.bitselect(less, share, f64x2.gt(z, zero))
    total = f64x2.add(total, f64x2.mul(weight, f64x2.sub(log1p(e), f64x2.pmin(z, zero))))
    const down = f64x2.mul(f64x2.mul(weight, sign), wrong)
    slopes = f64x2.sub(slopes, down)
    v128.store(first + at, f64x2.neg(down))
    v128.store(second + at, f64x2.mul(weight, f64x2.mul(less, share)))
  }
  store<f64>(slope, load<f64>(slope) + (f64x2.extract_lane(slopes, 0) + f64x2.extract_lane(slopes, 1)))
  return f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1)
}

/**
 * exp of numbers of at most 0: 2 to a whole power, times a Taylor series on half a step of it, its even and odd powers
 * side by side. NaN stays.
 */
@inline function exp(x: v128): v128 {
  const least = f64x2.pmax(x, f64x2.splat(-708))
  const power = f64x2.nearest(f64x2.mul(least, f64x2.splat(1.4426950408889634)))
  // log 2 in two parts, so that the product with the first is exact.
  let r = f64x2.sub(least, f64x2.mul(power, f64x2.splat(0.693147180369123816490)))
  r = f64x2.sub(r, f64x2.mul(power, f64x2.splat(1.90821492927058770002e-10)))
  const square = f64x2.mul(r, r)
  let even = f64x2.splat(1.0 / 479001600), odd = f64x2.splat(1.0 / 6227020800)
  even = horner(even, square, 1.0 / 3628800), odd = horner(odd, square, 1.0 / 39916800)
  even = horner(even, square, 1.0 / 40320), odd = horner(odd, square, 1.0 / 362880)
  even = horner(even, square, 1.0 / 720), odd = horner(odd, square, 1.0 / 5040)
  even = horner(even, square, 1.0 / 24), odd = horner(odd, square, 1.0 / 120)
  even = horner(even, square, 0.5), odd = horner(odd, square, 1.0 / 6)
  even = horner(even, square, 1), odd = horner(odd, square, 1)
  // The exponent's bits; adding 1.5 * 2^52 leaves a whole number in the lowest ones.
  const bits = f64x2.add(power, f64x2.splat(6755399441055744))
  const sum = f64x2.add(even, f64x2.mul(r, odd))
  return f64x2.mul(sum, i64x2.shl(i64x2.add(bits, i64x2.splat(1023)), 52))
}

/**
 * log(1 + e) of numbers from 0 to 1, by the series of the inverse hyperbolic tangent of e / (2 + e), likewise side by
 * side.
 */
@inline function log1p(e: v128): v128 {
  const s = f64x2.div(e, f64x2.add(f64x2.splat(2), e))
  const square = f64x2.mul(s, s)
  const fourth = f64x2.mul(square, square)
  let even = f64x2.splat(1.0 / 33), odd = f64x2.splat(1.0 / 31)
  even = horner(even, fourth, 1.0 / 29), odd = horner(odd, fourth, 1.0 / 27)
  even = horner(even, fourth, 1.0 / 25), odd = horner(odd, fourth, 1.0 / 23)
  even = horner(even, fourth, 1.0 / 21), odd = horner(odd, fourth, 1.0 / 19)
  even = horner(even, fourth, 1.0 / 17), odd = horner(odd, fourth, 1.0 / 15)
  even = horner(even, fourth, 1.0 / 13), odd = horner(odd, fourth, 1.0 / 11)
  even = horner(even, fourth, 1.0 / 9), odd = horner(odd, fourth, 1.0 / 7)
  even = horner(even, fourth, 1.0 / 5), odd = horner(odd, fourth, 1.0 / 3)
  even = horner(even, fourth, 1)
  return f64x2.mul(f64x2.add(s, s), f64x2.add(even, f64x2.mul(square, odd)))
}

@inline function horner(sum: v128, x: v128, term: f64): v128 {
  return f64x2.add(f64x2.mul(sum, x), f64x2.splat(term))
}
