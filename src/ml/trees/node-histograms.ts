import type { BinnedRows } from './binned'
import { isMuch, type Place } from './lanes'
import type { Call, Team } from './team'
import type { Workspace } from './workspace'

/** The histograms of nodes that are kept at once, by slot. */
export class NodeHistograms {
  readonly #team: Team
  readonly #data: BinnedRows
  readonly #space: Workspace

  constructor(team: Team, data: BinnedRows, space: Workspace) {
    this.#team = team
    this.#data = data
    this.#space = space
  }

  at(slot: number): number {
    return this.#space.histograms + slot * this.#space.histogramBytes
  }

  /** Of the number of rows; 0 when they are told from the hessians. */
  countsAt(slot: number): number {
    return this.#space.counts && this.#space.counts + slot * this.#space.histogramBytes
  }

  /** @param whole whether each place is all rows of its lane in their order, which need no list */
  write(slot: number, places: readonly Place[], whole: boolean): void {
    const { pairs, ones } = this.#space
    this.#sum(places, whole, ({ start }) => pairs + start * 8, this.at(slot))
    const counts = this.countsAt(slot)
    if (counts) this.#sum(places, whole, () => ones, counts)
  }

  /** Lanes at once write histograms of their own, which are then added. */
  #sum(places: readonly Place[], whole: boolean, valuesOf: (place: Place) => number, to: number): void {
    const { at, stride, wide, narrow } = this.#data
    const { list, blocks, blockBytes, spares, histogramBytes } = this.#space
    const call = (place: Place, lane: number, histogram: number, fresh: boolean): Call => [
      'writeHistogram',
      whole ? at + place.start * stride : at,
      stride,
      wide,
      narrow,
      whole ? 0 : list + place.start * 4,
      valuesOf(place),
      place.rows,
      blocks + lane * blockBytes,
      histogram,
      fresh ? 1 : 0,
    ]
    if (!isMuch(places)) {
      this.#team.alone(places.map((place, lane) => call(place, lane, to, lane === 0)))
      return
    }
    const spare = (lane: number) => spares + (lane - 1) * histogramBytes
    this.#team.run(places.map((place, lane) => call(place, lane, lane === 0 ? to : spare(lane), true)))
    for (let lane = 1; lane < places.length; lane++) {
      this.#team.kernel.addHistogram(to, spare(lane), wide, narrow)
    }
  }

  /** Takes one node's histogram from another's. */
  subtract(slot: number, other: number): void {
    const { wide, narrow } = this.#data
    const { kernel } = this.#team
    kernel.subtractHistogram(this.at(slot), this.at(other), wide, narrow)
    const counts = this.countsAt(slot)
    if (counts) kernel.subtractHistogram(counts, this.countsAt(other), wide, narrow)
  }

  /** The sums over all rows of a node. */
  sums(slot: number): { gradient: number; hessian: number } {
    const entries = this.#data.wide > 0 ? 512 : 32
    const first = new Uint32Array(this.#team.kernel.memory.buffer, this.at(slot), entries)
    let gradient = 0
    let hessian = 0
    for (let i = 0; i < entries; i += 2) {
      hessian += first[i]!
      gradient += first[i + 1]! | 0
    }
    return { gradient, hessian }
  }
}
