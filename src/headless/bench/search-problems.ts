import type { SearchValue } from '../../core/search'
import type { Space } from '../../ml/search/space'

/** A function to be made small, and the least that it can be. */
export interface Problem {
  readonly name: string
  readonly space: Space
  readonly least: number
  readonly loss: (point: readonly SearchValue[]) => number
}

const floats = (...ends: readonly (readonly [number, number])[]): Space =>
  ends.map(([min, max], d) => ({ name: `x${d}`, range: { kind: 'float', min, max } }))

const numeric =
  (of: (x: readonly number[]) => number): Problem['loss'] =>
  (point) =>
    of(point.map(Number))

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0)

/** Functions of Surjanovic and Bingham's Virtual Library of Simulation Experiments, and two mixed ones of our own. */
export const FUNCTIONS: readonly Problem[] = [
  {
    name: 'Branin',
    space: floats([-5, 10], [0, 15]),
    least: 0.39788735772973816,
    loss: numeric(([x = 0, y = 0]) => {
      const bend = y - (5.1 / (4 * Math.PI ** 2)) * x ** 2 + (5 / Math.PI) * x - 6
      return bend ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10
    }),
  },
  {
    name: 'Rosenbrock 2',
    space: floats([-5, 10], [-5, 10]),
    least: 0,
    loss: numeric(([x = 0, y = 0]) => 100 * (y - x ** 2) ** 2 + (1 - x) ** 2),
  },
  {
    name: 'Ackley 3',
    space: floats([-32.768, 32.768], [-32.768, 32.768], [-32.768, 32.768]),
    least: 0,
    loss: numeric(ackley),
  },
  {
    name: 'Hartmann 3',
    space: floats([0, 1], [0, 1], [0, 1]),
    least: -3.86278214782076,
    loss: numeric((x) =>
      hartmann(
        x,
        [
          [3, 10, 30],
          [0.1, 10, 35],
          [3, 10, 30],
          [0.1, 10, 35],
        ],
        [
          [0.3689, 0.117, 0.2673],
          [0.4699, 0.4387, 0.747],
          [0.1091, 0.8732, 0.5547],
          [0.0381, 0.5743, 0.8828],
        ],
      ),
    ),
  },
  {
    name: 'Hartmann 6',
    space: floats([0, 1], [0, 1], [0, 1], [0, 1], [0, 1], [0, 1]),
    least: -3.322368011391339,
    loss: numeric((x) =>
      hartmann(
        x,
        [
          [10, 3, 17, 3.5, 1.7, 8],
          [0.05, 10, 17, 0.1, 8, 14],
          [3, 3.5, 1.7, 10, 17, 8],
          [17, 8, 0.05, 10, 0.1, 14],
        ],
        [
          [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
          [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
          [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
          [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
        ],
      ),
    ),
  },
  {
    name: 'mixed: 2 choices, 1 whole number, 2 numbers',
    space: [
      { name: 'kernel', range: { kind: 'choice', options: ['a', 'b', 'c', 'd'] } },
      { name: 'scaled', range: { kind: 'choice', options: [true, false] } },
      { name: 'depth', range: { kind: 'int', min: 1, max: 30 } },
      { name: 'rate', range: { kind: 'float', min: 1e-5, max: 1, log: true } },
      { name: 'share', range: { kind: 'float', min: 0, max: 1 } },
    ],
    least: 0,
    loss: mixed,
  },
  {
    name: 'whole numbers: Ackley 4 on a grid of 41',
    space: [0, 1, 2, 3].map((d) => ({ name: `k${d}`, range: { kind: 'int', min: -20, max: 20 } })),
    least: 0,
    loss: numeric((k) => ackley(k.map((one, d) => one - [3, -7, 11, -2][d]!))),
  },
]

function ackley(x: readonly number[]): number {
  const square = sum(x.map((one) => one ** 2)) / x.length
  const wave = sum(x.map((one) => Math.cos(2 * Math.PI * one))) / x.length
  return -20 * Math.exp(-0.2 * Math.sqrt(square)) - Math.exp(wave) + 20 + Math.E
}

function hartmann(
  x: readonly number[],
  scales: readonly (readonly number[])[],
  centres: readonly (readonly number[])[],
): number {
  const peaks = [1, 1.2, 3, 3.2]
  return -sum(
    peaks.map(
      (peak, k) => peak * Math.exp(-sum(x.map((one, d) => scales[k]![d]! * (one - centres[k]![d]!) ** 2))),
    ),
  )
}

/** The best rate hangs on the choice, as it does between learners; only `b`, scaled, reaches 0. */
function mixed([kernel, scaled, depth, rate, share]: readonly SearchValue[]): number {
  const k = ['a', 'b', 'c', 'd'].indexOf(String(kernel))
  const penalty = [0.4, 0, 0.2, 0.8][k]! + (scaled === true ? 0 : 0.3)
  const wanted = [-1, -3, -2, -4][k]!
  return (
    penalty +
    ((Math.log10(Number(rate)) - wanted) / 2) ** 2 +
    ((Number(depth) - 12) / 10) ** 2 +
    2 * (Number(share) - 0.7) ** 2
  )
}
