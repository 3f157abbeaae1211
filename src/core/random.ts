/** Uniform in [0, 1), 32 bits of it. */
export type Random = () => number

/**
 * A seeded stream for every name: sfc32 (Chris Doty-Humphrey, PractRand), its state filled from the
 * seed and the name by FNV-1a and mixed for 16 rounds. The same bits on every machine.
 */
export function randomStream(seed: number, name: string): Random {
  // In an array, since variables that a closure keeps are boxed in Chrome once they leave 31 bits.
  const state = Int32Array.of(fnv1a(name, 0x811c9dc5), fnv1a(name, seed | 0), seed, 1)
  const next = () => {
    const b = state[1]!
    const c = state[2]!
    const counter = state[3]!
    const sum = (state[0]! + b + counter) | 0
    state[3] = counter + 1
    state[0] = b ^ (b >>> 9)
    state[1] = c + (c << 3)
    state[2] = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 4294967296
  }
  for (let round = 0; round < 16; round++) next()
  return next
}

function fnv1a(text: string, start: number): number {
  let hash = start
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

/** Fisher-Yates: 0 up to `n - 1` in random order. */
export function permutation(n: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}

/** Standard normal by Marsaglia's polar method. */
export function normal(random: Random): number {
  for (;;) {
    const x = 2 * random() - 1
    const y = 2 * random() - 1
    const square = x * x + y * y
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square)
  }
}
