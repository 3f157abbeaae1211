import { expect, test } from 'vitest'
import { randomStream } from '../../core/random'
import { strideFor } from './binned'
import { Arena, newKernel } from './kernel'

const ROWS = 700

/** Wide and narrow features: every number of bytes that rows are copied by, and remainders of each loop. */
const SHAPES = [
  [1, 0],
  [0, 3],
  [5, 6],
  [13, 0],
  [9, 13],
  [24, 4],
  [17, 24],
  [0, 77],
  [4200, 3],
] as const

test.each(SHAPES)(
  'a histogram of %i wide and %i narrow features is what its rows sum up to',
  async (wide, narrow) => {
    const random = randomStream(wide, 'histograms')
    const kernel = await newKernel()
    const arena = new Arena(kernel)
    const stride = strideFor(wide + narrow)
    const size = wide * 256 + narrow * 16
    const [binsAt, listAt, pairsAt] = [arena.take(ROWS * stride), arena.take(ROWS * 4), arena.take(ROWS * 8)]
    const [blockAt, histogramAt] = [arena.take(Math.max(4096, stride) + 64), arena.take(size * 8)]
    const { buffer } = kernel.memory
    const bins = new Uint8Array(buffer, binsAt, ROWS * stride)
    bins.forEach((_, i) => (bins[i] = Math.floor(random() * (i % stride < wide ? 256 : 16))))
    const chosen = Uint32Array.from({ length: ROWS }, (_, row) => row).filter(() => random() < 0.6)
    new Uint32Array(buffer, listAt, ROWS).set(chosen)
    const pairs = new BigInt64Array(buffer, pairsAt, ROWS).map(() =>
      BigInt(Math.floor((random() - 0.5) * 2 ** 50)),
    )
    new BigInt64Array(buffer, pairsAt, ROWS).set(pairs)

    const summed = (rows: Uint32Array) => {
      const sums = new BigInt64Array(size)
      rows.forEach((row, k) => {
        for (let f = 0; f < wide + narrow; f++) {
          const first = f < wide ? f * 256 : wide * 256 + (f - wide) * 16
          sums[first + bins[row * stride + f]!]! += pairs[k]!
        }
      })
      return sums
    }
    const written = (list: number, count: number) => {
      kernel.writeHistogram(binsAt, stride, wide, narrow, list, pairsAt, count, blockAt, histogramAt, 1)
      return new BigInt64Array(buffer, histogramAt, size).slice()
    }
    expect(firstDifference(written(listAt, chosen.length), summed(chosen))).toBe(-1)
    const all = Uint32Array.from({ length: ROWS }, (_, row) => row)
    expect(firstDifference(written(0, ROWS), summed(all))).toBe(-1)
  },
)

const firstDifference = (one: BigInt64Array, other: BigInt64Array): number =>
  one.findIndex((sum, i) => sum !== other[i])
