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
  let i: usize = 0
  // Four rows are looked up before the first is written, so that the waits for memory overlap.
  for (const fours = <usize>count & ~3; i < fours; i += 4) {
    const rows = list + (i << 2)
    const from = pairs + (i << 3)
    const row0 = load<u32>(rows)
    const row1 = load<u32>(rows, 4)
    const row2 = load<u32>(rows, 8)
    const row3 = load<u32>(rows, 12)
    const goes0 = goesLeft(row0, column, table)
    const goes1 = goesLeft(row1, column, table)
    const goes2 = goesLeft(row2, column, table)
    const goes3 = goesLeft(row3, column, table)
    const pair0 = load<u64>(from)
    const pair1 = load<u64>(from, 8)
    const pair2 = load<u64>(from, 16)
    const pair3 = load<u64>(from, 24)
    put(row0, pair0, list, pairs, left, spareList, sparePairs, right)
    left += goes0
    right += 1 - goes0
    put(row1, pair1, list, pairs, left, spareList, sparePairs, right)
    left += goes1
    right += 1 - goes1
    put(row2, pair2, list, pairs, left, spareList, sparePairs, right)
    left += goes2
    right += 1 - goes2
    put(row3, pair3, list, pairs, left, spareList, sparePairs, right)
    left += goes3
    right += 1 - goes3
  }
  for (; i < <usize>count; i++) {
    const row = load<u32>(list + (i << 2))
    const goes = goesLeft(row, column, table)
    put(row, load<u64>(pairs + (i << 3)), list, pairs, left, spareList, sparePairs, right)
    left += goes
    right += 1 - goes
  }
  memory.copy(list + (left << 2), spareList, right << 2)
  memory.copy(pairs + (left << 3), sparePairs, right << 3)
  return <i32>left
}

@inline function goesLeft(row: u32, column: usize, table: usize): usize {
  return <usize>load<u8>(table + <usize>load<u8>(column + <usize>row))
}

/** Writes a row to the next place on either side; only the side whose place moves on keeps it. */
@inline function put(
  row: u32, pair: u64, list: usize, pairs: usize, left: usize, spareList: usize, sparePairs: usize, right: usize,
): void {
  store<u32>(list + (left << 2), row)
  store<u64>(pairs + (left << 3), pair)
  store<u32>(spareList + (right << 2), row)
  store<u64>(sparePairs + (right << 3), pair)
}

/** The same for rows without gradients. */
export function partitionList(list: usize, count: i32, column: usize, table: usize, spareList: usize): i32 {
  let left: usize = 0
  let right: usize = 0
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = load<u32>(list + (i << 2))
    const goes = goesLeft(row, column, table)
    store<u32>(list + (left << 2), row)
    store<u32>(spareList + (right << 2), row)
    left += goes
    right += 1 - goes
  }
  memory.copy(list + (left << 2), spareList, right << 2)
  return <i32>left
}

/**
 * Adds to the score of each row what the side of the split is worth that it goes to.
 * @returns how many go left
 */
export function addSplit(
  scores: usize, list: usize, count: i32, column: usize, table: usize, left: f32, right: f32,
): i32 {
  let lefts: usize = 0
  for (const end = list + (<usize>count << 2); list < end; list += 4) {
    const row = load<u32>(list)
    const goes = goesLeft(row, column, table)
    const score = scores + (<usize>row << 2)
    store<f32>(score, load<f32>(score) + select<f32>(left, right, goes != 0))
    lefts += goes
  }
  return <i32>lefts
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
