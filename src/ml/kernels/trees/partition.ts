/**
 * A split as a table of 256 entries: 1 for bins that go left, 0 for those that go right. Numbers, categories and
 * what is missing are then one path without a branch.
 */

/**
 * Puts the rows of a node that go left before those that go right, and keeps the order within both.
 * @param list the numbers of the rows, and `pairs` their gradients, both moved in place
 * @param column the bins of the split's feature, by row number
 * @param spareList room for `count` numbers, and `sparePairs` for as many gradients
 * @returns how many go left
 */
export function partition(
  list: usize, pairs: usize, count: i32, column: usize, table: usize, spareList: usize, sparePairs: usize,
): i32 {
  let left: usize = 0
  let right: usize = 0
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = load<u32>(list + (i << 2))
    const pair = load<u64>(pairs + (i << 3))
    const goes = <usize>load<u8>(table + <usize>load<u8>(column + <usize>row))
    store<u32>(list + (left << 2), row)
    store<u64>(pairs + (left << 3), pair)
    store<u32>(spareList + (right << 2), row)
    store<u64>(sparePairs + (right << 3), pair)
    left += goes
    right += 1 - goes
  }
  memory.copy(list + (left << 2), spareList, right << 2)
  memory.copy(pairs + (left << 3), sparePairs, right << 3)
  return <i32>left
}

/** The same for rows without gradients. */
export function partitionList(list: usize, count: i32, column: usize, table: usize, spareList: usize): i32 {
  let left: usize = 0
  let right: usize = 0
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = load<u32>(list + (i << 2))
    const goes = <usize>load<u8>(table + <usize>load<u8>(column + <usize>row))
    store<u32>(list + (left << 2), row)
    store<u32>(spareList + (right << 2), row)
    left += goes
    right += 1 - goes
  }
  memory.copy(list + (left << 2), spareList, right << 2)
  return <i32>left
}

/**
 * Adds the values of leaves to the scores of their rows.
 * @param leaves where the rows of each begin in `list`, how many there are (uint32), and the value (float32)
 */
export function addLeaves(scores: usize, list: usize, leaves: usize, count: i32): void {
  for (const end = leaves + <usize>count * LEAF_BYTES; leaves < end; leaves += LEAF_BYTES) {
    const first = list + (<usize>load<u32>(leaves) << 2)
    const value = load<f32>(leaves, 8)
    for (let at = first, last = first + (<usize>load<u32>(leaves, 4) << 2); at < last; at += 4) {
      const score = scores + (<usize>load<u32>(at) << 2)
      store<f32>(score, load<f32>(score) + value)
    }
  }
}
const LEAF_BYTES: usize = 12

/** Moves the gradients of the rows in `list`, which ascends, side by side to `to`, which is not behind them. */
export function keepPairs(pairs: usize, list: usize, count: i32, to: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    store<u64>(to + (i << 3), load<u64>(pairs + (<usize>load<u32>(list + (i << 2)) << 3)))
  }
}
