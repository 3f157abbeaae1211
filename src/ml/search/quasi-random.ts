import { permutation, type Random } from '../../core/random'

const DIGITS = 24

/**
 * A scrambled Halton sequence: in every base its digits are permuted at random, so that it covers the cube evenly from
 * the first points on in many dimensions as well (Owen 2017, A randomized Halton algorithm in R).
 * @returns the point of an index, one number from 0 up to 1 per dimension
 */
export function haltonSequence(dimensions: number, random: Random): (index: number) => number[] {
  const bases = primes(dimensions)
  const scrambles = bases.map((base) => {
    const digits = Math.ceil(DIGITS / Math.log2(base))
    return Array.from({ length: digits }, () => permutation(base, random))
  })
  return (index) =>
    bases.map((base, d) => {
      let left = index
      let weight = 1
      let sum = 0
      for (const scramble of scrambles[d]!) {
        weight /= base
        sum += scramble[left % base]! * weight
        left = Math.floor(left / base)
      }
      return sum
    })
}

function primes(count: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n)
  return found
}
