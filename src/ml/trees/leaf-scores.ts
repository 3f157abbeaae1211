import type { Leaf } from './grow'
import { weightedQuantile } from './objective'
import type { Call, Team } from './team'
import type { Workspace } from './workspace'

/** What leaves have to do with the scores of their rows. */
export class LeafScores {
  readonly #team: Team
  readonly #space: Workspace
  readonly #lanes: number

  constructor(team: Team, space: Workspace, lanes: number) {
    this.#team = team
    this.#space = space
    this.#lanes = lanes
  }

  /** Adds the values of leaves to the scores of all their rows, some leaves at a time, unless that is done. */
  add(all: readonly Leaf[], allValues: readonly number[], output: number): void {
    const leaves = all.filter(({ added }) => added === null)
    const values = allValues.filter((_, k) => all[k]!.added === null)
    const step = this.#space.mostLeaves / 2
    for (let from = 0; from < leaves.length; from += step) {
      const part = leaves.slice(from, from + step)
      const calls = Array.from({ length: this.#lanes }, (_, lane) =>
        this.#call(lane, part, values.slice(from, from + step), output),
      )
      this.#team.run(calls)
    }
  }

  #call(lane: number, leaves: readonly Leaf[], values: readonly number[], output: number): Call {
    const { buffer } = this.#team.kernel.memory
    const { list, scores, padded, leaves: room, mostLeaves } = this.#space
    const at = room + lane * mostLeaves * 12
    const words = new Uint32Array(buffer, at, mostLeaves * 3)
    const numbers = new Float32Array(buffer, at, mostLeaves * 3)
    leaves.forEach(({ places }, k) => {
      const { start, rows, heldStart, held } = places[lane]!
      words.set([start, rows, 0, heldStart, held], 6 * k)
      numbers[6 * k + 2] = numbers[6 * k + 5] = values[k]!
    })
    return ['addLeaves', scores + output * padded * 4, list, at, 2 * leaves.length]
  }

  /** The quantile of what is left of the truth in a leaf. */
  quantile({ places, rows }: Leaf, output: number, quantile: number): number {
    const { buffer } = this.#team.kernel.memory
    const { list, scores, truth, weights, padded } = this.#space
    const all = new Uint32Array(buffer, list, padded)
    const right = new Float32Array(buffer, truth, padded)
    const said = new Float32Array(buffer, scores + output * padded * 4, padded)
    const members = new Uint32Array(rows)
    let filled = 0
    for (const place of places) {
      members.set(all.subarray(place.start, place.start + place.rows), filled)
      filled += place.rows
    }
    const heavy = weights ? new Float32Array(buffer, weights, padded) : undefined
    return weightedQuantile(
      Float64Array.from(members, (row) => right[row]! - said[row]!),
      quantile,
      heavy && Float64Array.from(members, (row) => heavy[row]!),
    )
  }
}
