/**
 * A split as a table of 256 entries: 1 for bins that go left, 0 for those that go right. Numbers, categories and
 * what is missing are then one path without a branch.
 */

/**
 * Puts the rows of a node that go left before those that go right, and keeps the order within both.
 * @param list the numbers of the rows, and `pairs` their gradients, both moved in place
 * @param column the bins of the split's feature, by row number
 * @param spare how many places behind `list`, and behind `pairs`, there is room for as many more
 * @returns how many go left
 */
export function partition(list: usize, pairs: usize, count: i32, column: usize, table: usize, spare: usize): i32 {
  let left: usize = 0
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
    const left1 = left + goes0
    const left2 = left1 + goes1
    const left3 = left2 + goes2
    put(row0, pair0, list, pairs, placeOf(goes0, left, spare + i))
    put(row1, pair1, list, pairs, placeOf(goes1, left1, spare + i + 1))
    put(row2, pair2, list, pairs, placeOf(goes2, left2, spare + i + 2))
    put(row3, pair3, list, pairs, placeOf(goes3, left3, spare + i + 3))
    left = left3 + goes3
  }
  for (; i < <usize>count; i++) {
    const row = load<u32>(list + (i << 2))
    const goes = goesLeft(row, column, table)
    put(row, load<u64>(pairs + (i << 3)), list, pairs, placeOf(goes, left, spare + i))
    left += goes
  }
  const right = <usize>count - left
  memory.copy(list + (left << 2), list + (spare << 2), right << 2)
  memory.copy(pairs + (left << 3), pairs + (spare << 3), right << 3)
  return <i32>left
}

@inline function goesLeft(row: u32, column: usize, table: usize): usize {
  return <usize>load<u8>(table + <usize>load<u8>(column + <usize>row))
}

/**
 * Where a row goes: to the next place on the left, or to one of the spare places, without a branch.
 * @param next the spare place that were the next if no row had gone left
 */
@inline function placeOf(goes: usize, left: usize, next: usize): usize {
  const right = next - left
  return right + ((left - right) & (0 - goes))
}

@inline function put(row: u32, pair: u64, list: usize, pairs: usize, place: usize): void {
  store<u32>(list + (place << 2), row)
  store<u64>(pairs + (place << 3), pair)
}

/** The same for rows without gradients. */
export function partitionList(list: usize, count: i32, column: usize, table: usize, spare: usize): i32 {
  let left: usize = 0
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = load<u32>(list + (i << 2))
    const goes = goesLeft(row, column, table)
    store<u32>(list + (placeOf(goes, left, spare + i) << 2), row)
    left += goes
  }
  memory.copy(list + (left << 2), list + (spare << 2), (<usize>count - left) << 2)
  return <i32>left
}

/**
 * Adds to the score of each row what the side of the split is worth that it goes to.
 * @returns how many go left
 */
export function addSplit(
  scores: usize, list: usize, count: i32, column: usize, table: usize, left: f32, right: f32,
): i32 {
  const rightBits = reinterpret<u32>(right)
  const difference = reinterpret<u32>(left) ^ rightBits
  let lefts: usize = 0
  for (const end = list + (<usize>count << 2); list < end; list += 4) {
    const row = load<u32>(list)
    const goes = goesLeft(row, column, table)
    const score = scores + (<usize>row << 2)
    // A choice between two floats would be a branch.
    const added = reinterpret<f32>(rightBits ^ (difference & (0 - <u32>goes)))
    store<f32>(score, load<f32>(score) + added)
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
