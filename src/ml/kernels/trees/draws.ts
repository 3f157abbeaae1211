/** SplitMix64 (Steele, Lea, Flood 2014): one stream per tree, so that it makes no difference who grows it. */
let state: u64 = 0

export function seedDraws(high: u32, low: u32): void {
  state = (<u64>high << 32) | <u64>low
}

function next(): u64 {
  state += 0x9e3779b97f4a7c15
  let z = state
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb
  return z ^ (z >> 31)
}

/** A whole number below `count`. */
@inline export function drawBelow(count: u32): u32 {
  return <u32>(((next() >> 32) * <u64>count) >> 32)
}

/** Uniform in [0, 1), 53 bits. */
export function drawShare(): f64 {
  return <f64>(next() >> 11) * (1.0 / 9007199254740992.0)
}
