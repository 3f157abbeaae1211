import { randomStream } from '../../core/random'

/** Everything that a sequence leaves to chance, the same for the same seed. */
export interface Dice {
  /** A whole number from 0 to `n - 1`. */
  below(n: number): number
  chance(probability: number): boolean
  /** Undefined of an empty list only. */
  one<T>(list: readonly T[]): T | undefined
  /** A name, more often the larger its weight. */
  weighted(weights: readonly (readonly [name: string, weight: number])[]): string
}

export function diceOf(seed: number): Dice {
  const random = randomStream(seed, 'editing')
  const below = (n: number) => Math.floor(random() * n)
  return {
    below,
    chance: (probability) => random() < probability,
    one: (list) => list[below(list.length)],
    weighted(weights) {
      let left = random() * weights.reduce((sum, [, weight]) => sum + weight, 0)
      return (weights.find(([, weight]) => (left -= weight) < 0) ?? weights.at(-1)!)[0]
    },
  }
}
