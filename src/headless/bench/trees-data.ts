import { normal, randomStream, type Random } from '../../core/random'

/** Columns of float32, NaN is missing, and a class for each row. */
export interface TreeData {
  readonly columns: readonly Float32Array[]
  /** Columns of categories, and how many levels each has. */
  readonly levels: ReadonlyMap<number, number>
  readonly y: Uint8Array
}

/** Like measurements of a detector: heavy tails, angles, counts, and combinations of them; a hard target. */
export function measuredData(rows: number): TreeData {
  const random = randomStream(7, 'measured')
  const columns = Array.from({ length: 28 }, () => new Float32Array(rows))
  const y = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) {
    const cells = measuredRow(random)
    cells.forEach((cell, j) => (columns[j]![row] = cell))
    y[row] = random() < 1 / (1 + Math.exp(-targetOf(cells))) ? 1 : 0
  }
  return { columns, levels: new Map(), y }
}

const TAGS = [0, 0, 0, 1.0865, 2.1731]

function measuredRow(random: Random): number[] {
  const hidden = Array.from({ length: 8 }, () => normal(random))
  const objects = Array.from({ length: 4 }, (_, k) => [
    Math.exp(0.5 * hidden[k]! + 0.3 * normal(random)),
    1.1 * normal(random) + 0.2 * hidden[k + 1]!,
    (2 * random() - 1) * Math.PI,
    TAGS[Math.floor(random() * TAGS.length)]!,
  ])
  const lepton = [
    Math.exp(0.5 * hidden[4]! + 0.2 * normal(random)),
    normal(random),
    (2 * random() - 1) * Math.PI,
  ]
  const missing = [Math.exp(0.6 * hidden[5]!), (2 * random() - 1) * Math.PI]
  const mass = (a: number[], b: number[]) => {
    const spread = Math.max(-4, Math.min(4, a[1]! - b[1]!))
    return Math.sqrt(Math.max(0, 2 * a[0]! * b[0]! * (Math.cosh(spread) - Math.cos(a[2]! - b[2]!))))
  }
  const [p, q, r, s] = objects as [number[], number[], number[], number[]]
  const away = [missing[0]!, 0, missing[1]!]
  const masses = [mass(p, q), mass(r, s), mass(lepton, away), mass(p, lepton), mass(q, away)].map(
    (one) => one * Math.exp(0.25 * normal(random)),
  )
  return [
    ...objects.flat(),
    ...lepton,
    ...missing,
    ...masses,
    masses[0]! + masses[1]!,
    Math.log1p(masses[2]! + masses[3]!) + 0.3 * normal(random),
  ]
}

function targetOf(cells: number[]): number {
  const [first, second, third] = [cells[21]!, cells[22]!, cells[23]!]
  return (
    -1.6 * Math.abs(Math.log(first + 0.1) - 0.5) +
    1.2 * Math.abs(Math.log(second + 0.1) - 0.2) * (cells[3]! > 0.5 ? 1 : 0) +
    0.9 * Math.cos(cells[2]! - cells[6]!) * (cells[0]! > 1 ? 1 : 0) -
    0.7 * Math.log(cells[19]!) * Math.sign(cells[1]! * cells[5]!) +
    0.8 * (cells[3]! + cells[7]! > 2 ? 1 : 0) -
    0.5 * Math.log(cells[16]!) ** 2 +
    0.6 * Math.tanh(third - 2) +
    0.8 * Math.sin(2 * cells[18]!) * Math.log(cells[16]!) +
    0.9
  )
}

const CARDINALITIES = [2, 5, 7, 9, 14, 16, 42, 200]
/** Columns in which a twentieth of the cells is missing. */
const GAPS = [0, 1, 5, 8, 10, 12]

/** Like a census: six numbers, eight categories, gaps, and one gap that tells something. */
export function mixedData(rows: number): TreeData {
  const random = randomStream(3, 'mixed')
  const columns = Array.from({ length: 14 }, () => new Float32Array(rows))
  const y = new Uint8Array(rows)
  const effects = CARDINALITIES.map((count) => Array.from({ length: count }, () => 0.7 * normal(random)))
  const slopes = CARDINALITIES.map((count) => Array.from({ length: count }, () => 0.02 * normal(random)))
  for (let row = 0; row < rows; row++) {
    const age = Math.round(Math.max(17, Math.min(90, 38 + 13 * normal(random))))
    const years = 1 + Math.floor(random() * 16)
    const gain = random() < 0.08 ? Math.exp(8 + normal(random)) : 0
    const loss = random() < 0.05 ? Math.exp(7 + 0.4 * normal(random)) : 0
    const hours = Math.round(Math.max(1, Math.min(99, 40 + 12 * normal(random))))
    const levels = CARDINALITIES.map((count) => Math.floor(count * random() ** 2))
    const cells = [age, Math.exp(12 + 0.5 * normal(random)), years, gain, loss, hours, ...levels]
    let score = 0.05 * (age - 38) - 0.0015 * (age - 38) ** 2 + 0.25 * (years - 9) + 0.03 * (hours - 40) - 1.2
    score += (gain > 3000 ? 0.0004 * gain : 0) + (levels[1] === 2 ? 1 : -0.3) * (years > 10 ? 1 : -0.5)
    levels.forEach((level, j) => (score += effects[j]![level]! + slopes[j]![level]! * (age - 38)))
    y[row] = random() < 1 / (1 + Math.exp(-score)) ? 1 : 0
    for (const j of GAPS) if (random() < 0.05) cells[j] = Number.NaN
    if (random() < (y[row] ? 0.1 : 0.05)) cells[2] = Number.NaN
    cells.forEach((cell, j) => (columns[j]![row] = cell))
  }
  return { columns, levels: new Map(CARDINALITIES.map((count, j) => [6 + j, count])), y }
}
