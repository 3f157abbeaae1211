import type { BinnedRows } from './binned'
import { isMuch, type Place } from './lanes'
import type { Split } from './search'
import type { Call, Team } from './team'
import type { Workspace } from './workspace'

/** Sends the rows of a node to either side of its split. */
export class NodeRows {
  readonly #team: Team
  readonly #data: BinnedRows
  readonly #space: Workspace
  /** The split at hand: which bins go left. */
  readonly #table: Uint8Array

  constructor(team: Team, data: BinnedRows, space: Workspace) {
    this.#team = team
    this.#data = data
    this.#space = space
    this.#table = new Uint8Array(team.kernel.memory.buffer, space.table, 256)
  }

  /** @returns the places of the rows that go left, and of those that go right */
  divide(places: readonly Place[], split: Split, missingLeft: boolean): [Place[], Place[]] {
    const { list, pairs, table, padded } = this.#space
    const column = this.#begin(split, missingLeft)
    const lefts = this.#run(places, ({ start, rows }) => [
      'partition',
      list + start * 4,
      pairs + start * 8,
      rows,
      column,
      table,
      padded,
    ])
    const held = this.#runHeld(places, ({ heldStart, held: count }) => [
      'partitionList',
      list + heldStart * 4,
      count,
      column,
      table,
      padded,
    ])
    const left = places.map((place, k) => ({ ...place, rows: lefts[k]!, held: held[k]! }))
    const right = places.map(({ start, rows, heldStart, held: count }, k) => ({
      start: start + lefts[k]!,
      rows: rows - lefts[k]!,
      heldStart: heldStart + held[k]!,
      held: count - held[k]!,
    }))
    return [left, right]
  }

  /**
   * Adds what either side is worth to the scores of the rows, where they need not be moved since nothing comes after.
   * @returns how many of those that are learned from go left
   */
  settle(
    places: readonly Place[],
    split: Split,
    missingLeft: boolean,
    scores: number,
    [left, right]: readonly [number, number],
  ): number {
    const { list, table } = this.#space
    const column = this.#begin(split, missingLeft)
    const add = (start: number, rows: number): Call => [
      'addSplit',
      scores,
      list + start * 4,
      rows,
      column,
      table,
      left,
      right,
    ]
    this.#runHeld(places, ({ heldStart, held }) => add(heldStart, held))
    return this.#run(places, ({ start, rows }) => add(start, rows)).reduce((sum, count) => sum + count, 0)
  }

  #run(places: readonly Place[], call: (place: Place) => Call): number[] {
    const calls = places.map(call)
    return isMuch(places) ? this.#team.run(calls) : this.#team.alone(calls)
  }

  #runHeld(places: readonly Place[], call: (place: Place) => Call): number[] {
    return places.some((place) => place.held > 0) ? this.#run(places, call) : places.map(() => 0)
  }

  /** Writes which bins go left, as bytes. @returns where the column of the split is */
  #begin({ feature, bin, set }: Split, missingLeft: boolean): number {
    const table = this.#table
    if (set) for (let i = 0; i < 256; i++) table[i] = (set[i >> 5]! >>> (i & 31)) & 1
    else {
      table.fill(0)
      table.fill(1, 0, bin + 1)
      table[this.#data.features[feature]!.missing] = missingLeft ? 1 : 0
    }
    return this.#data.columnAt(feature)
  }
}
