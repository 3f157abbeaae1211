import type { Lane, Place } from './lanes'
import type { Objective } from './objective'
import type { Call, Team } from './team'
import type { Workspace } from './workspace'

interface Scales {
  readonly gradientScale: number
  readonly hessianScale: number
}

/** Below 2^31, which bounds any sum of quantised gradients. */
const RANGE = 2 ** 31 - 1

/** Gradients and hessians of rows by their scores. */
export class RowGradients {
  readonly #team: Team
  readonly #space: Workspace
  readonly #objective: Objective
  readonly #lanes: readonly Lane[]

  constructor(team: Team, space: Workspace, objective: Objective, lanes: readonly Lane[]) {
    this.#team = team
    this.#space = space
    this.#objective = objective
    this.#lanes = lanes
  }

  /** Before the first output of several: what the scores of each row sum up to. */
  normalise(): void {
    const { scores, normalisers, padded } = this.#space
    if (!normalisers) return
    this.#eachLane(({ first, rows }) => [
      'writeNormalisers',
      scores + first * 4,
      this.#objective.outputs,
      padded,
      rows,
      normalisers + first * 4,
    ])
  }

  /**
   * Writes the gradients of the rows that are learned from, as integers as large as sums of 32 bits allow.
   * @returns what they were multiplied by
   */
  write(output: number, places: readonly Place[]): Scales {
    const { scores, truth, weights, normalisers, pairs, sums, list, padded } = this.#space
    const { code, option } = this.#objective
    const from = scores + output * padded * 4
    const detail = normalisers ? output : option
    this.#eachLane(({ first, rows }) => [
      'writeGradients',
      code,
      from + first * 4,
      truth + first * 4,
      weights && weights + first * 4,
      normalisers && normalisers + first * 4,
      upToFour(rows),
      detail,
      pairs + first * 8,
      sums + (first / 4096) * 16,
    ])
    const blocks = new Float64Array(this.#team.kernel.memory.buffer, sums, Math.ceil(padded / 4096) * 2)
    let gradients = 0
    let hessians = 0
    for (let i = 0; i < blocks.length; i += 2) {
      gradients += blocks[i]!
      hessians += blocks[i + 1]!
    }
    const gradientScale = scaleFor(gradients, padded)
    const hessianScale = scaleFor(hessians, padded)
    this.#eachLane(({ first, rows }) => [
      'quantise',
      pairs + first * 8,
      upToFour(rows),
      gradientScale,
      hessianScale,
    ])
    if (places.some(({ held }) => held > 0)) {
      this.#eachLane((_, k) => {
        const { start, rows } = places[k]!
        return ['keepPairs', pairs, list + start * 4, rows, pairs + start * 8]
      })
    }
    return { gradientScale, hessianScale }
  }

  #eachLane(call: (lane: Lane, index: number) => Call): void {
    this.#team.run(this.#lanes.map(call))
  }
}

/** The factor that makes integers of numbers with this sum of sizes: no sum of them goes beyond 2^31. */
function scaleFor(sum: number, count: number): number {
  return sum > 0 ? Math.fround((RANGE - count) / (sum * 1.001)) : 1
}

const upToFour = (rows: number): number => Math.ceil(rows / 4) * 4
