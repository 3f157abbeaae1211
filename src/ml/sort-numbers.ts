const BITS = 11
const SIZE = 1 << BITS
const MASK = SIZE - 1
const DIGITS = 6
const SIGN = 0x8000_0000
/** Fewer are sorted as fast without tables of counts. */
const FEW = 2048

/**
 * Sorts in place, rising, -0 before 0, as a Float64Array does; about three times as fast for many numbers. Radix sort
 * from the lowest digit up, over the bits of the numbers, turned so that their order is that of whole numbers.
 * @param values without NaN
 */
export function sortNumbers(values: Float64Array): Float64Array {
  const { length } = values
  if (length < FEW) return values.sort()
  const own = new Uint32Array(values.buffer, values.byteOffset, 2 * length)
  const places = turnAndCount(own)
  let from: Uint32Array = own
  let to: Uint32Array = new Uint32Array(2 * length)
  for (let digit = 0; digit < DIGITS; digit++) {
    const place = places.subarray(digit * SIZE, (digit + 1) * SIZE)
    if (!startsOf(place, length)) continue
    const word = digit < 3 ? 0 : 1
    const shift = (digit % 3) * BITS
    for (let i = 0; i < from.length; i += 2) {
      const at = 2 * place[(from[i + word]! >>> shift) & MASK]!++
      to[at] = from[i]!
      to[at + 1] = from[i + 1]!
    }
    ;[from, to] = [to, from]
  }
  turnBack(from, own)
  return values
}

/** Turns numbers into whole numbers of the same order, low word first, and counts each of their digits. */
function turnAndCount(words: Uint32Array): Uint32Array {
  const counts = new Uint32Array(DIGITS * SIZE)
  for (let i = 0; i < words.length; i += 2) {
    const negative = words[i + 1]! >> 31
    const low = (words[i]! ^ negative) >>> 0
    const high = (words[i + 1]! ^ (negative | SIGN)) >>> 0
    words[i] = low
    words[i + 1] = high
    counts[low & MASK]!++
    counts[SIZE + ((low >>> BITS) & MASK)]!++
    counts[2 * SIZE + (low >>> (2 * BITS))]!++
    counts[3 * SIZE + (high & MASK)]!++
    counts[4 * SIZE + ((high >>> BITS) & MASK)]!++
    counts[5 * SIZE + (high >>> (2 * BITS))]!++
  }
  return counts
}

function turnBack(from: Uint32Array, into: Uint32Array): void {
  for (let i = 0; i < from.length; i += 2) {
    const negative = ~(from[i + 1]! >> 31)
    into[i] = from[i]! ^ negative
    into[i + 1] = from[i + 1]! ^ (negative | SIGN)
  }
}

/** Turns counts into where each begins; false where all are of one digit, so that nothing would move. */
function startsOf(counts: Uint32Array, total: number): boolean {
  let start = 0
  for (let digit = 0; digit < SIZE; digit++) {
    const count = counts[digit]!
    if (count === total) return false
    counts[digit] = start
    start += count
  }
  return true
}
