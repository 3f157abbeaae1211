/**
 * The regularised incomplete beta function I_x(a, b), by the continued fraction of Lentz (Press et al., Numerical
 * Recipes, 6.4), to about 1e-9 relative.
 * @param x 0 to 1
 * @param y 1 - x, given apart so that it keeps its digits when x is close to 1
 */
export function incompleteBeta(a: number, b: number, x: number, y: number): number {
  if (Number.isNaN(x)) return Number.NaN
  if (x <= 0) return 0
  if (y <= 0) return 1
  const front = Math.exp(a * Math.log(x) + b * Math.log(y) - logBeta(a, b))
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(a, b, x)) / a
    : 1 - (front * continuedFraction(b, a, y)) / b
}

function continuedFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return fraction
}

const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b)

/** log Γ(x) for x > 0: Stirling's series, after moving x above 15. */
export function logGamma(x: number): number {
  let shift = 0
  let z = x
  for (; z < 15; z++) shift += Math.log(z)
  const square = 1 / (z * z)
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) / z
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift
}

/** The chance that an F-distributed number with these degrees of freedom is above `f`. */
export function fSurvival(f: number, dfn: number, dfd: number): number {
  if (f === Infinity) return 0
  const whole = dfd + dfn * f
  return incompleteBeta(dfd / 2, dfn / 2, dfd / whole, (dfn * f) / whole)
}
