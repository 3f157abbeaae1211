import { readFileSync } from 'node:fs'
import { dense, type DenseMatrix } from '../core/matrix'
import dataJson from './data.json'

export type DataSet = keyof typeof dataJson

export const dataSets = Object.keys(dataJson) as DataSet[]

export interface Experiment {
  readonly task: string
  /** Sorted; empty for regression. */
  readonly classes: readonly string[]
  /** Index into `classes`, -1 when no class is the positive one. */
  readonly positive: number
  /** Class codes or values. */
  readonly target: Float64Array
  readonly train: number[]
  readonly test: number[]
  /** Of training rows; NaN elsewhere. */
  readonly fold: Float64Array
  readonly columns: readonly { readonly name: string; readonly cells: readonly string[] }[]
}

/** One of the data sets of this folder, as text cells and with its target. */
export function readExperiment(name: DataSet): Experiment {
  const spec: { target: string; task: string; positive?: string } = dataJson[name]
  const text = readFileSync(new URL(`./data/${name}.csv`, import.meta.url), 'utf8')
  const [header = [], ...rows] = text.trimEnd().split('\n').map(cellsOf)
  const all = header.map((column, j) => ({ name: column, cells: rows.map((row) => row[j] ?? '') }))
  const cells = (column: string) => all.find((one) => one.name === column)?.cells ?? []
  const words = cells(spec.target)
  const classes = spec.task === 'regression' ? [] : [...new Set(words)].sort()
  const numbered = rows.map((_, i) => i)
  return {
    task: spec.task,
    classes,
    positive: spec.positive === undefined ? -1 : classes.indexOf(spec.positive),
    target: Float64Array.from(words, (word) => (classes.length > 0 ? classes.indexOf(word) : Number(word))),
    train: numbered.filter((i) => cells('split')[i] === 'train'),
    test: numbered.filter((i) => cells('split')[i] === 'test'),
    fold: Float64Array.from(cells('fold'), (cell) => (cell === '' ? NaN : Number(cell))),
    columns: all.filter((one) => ![spec.target, 'split', 'fold'].includes(one.name)),
  }
}

/**
 * The canonical features of `make_reference.py`: numbers imputed by the median and scaled, levels one-hot, all
 * learned from the rows `from` and applied to the rows `to`. Number columns come first.
 */
export function canonicalMatrix({ columns }: Experiment, from: number[], to: number[]): DenseMatrix {
  const isNumber = (cells: readonly string[]) => cells.every((cell) => Number.isFinite(Number(cell)))
  const features = [
    ...columns.filter(({ cells }) => isNumber(cells)).map(({ cells }) => scaled(cells, from, to)),
    ...columns.filter(({ cells }) => !isNumber(cells)).flatMap(({ cells }) => oneHot(cells, from, to)),
  ]
  const values = new Float64Array(to.length * features.length)
  features.forEach((feature, j) => feature.forEach((value, i) => (values[i * features.length + j] = value)))
  return dense(to.length, features.length, values)
}

function scaled(cells: readonly string[], from: number[], to: number[]): number[] {
  const known = from.flatMap((i) => (cells[i] === '' ? [] : [Number(cells[i])])).sort((a, b) => a - b)
  const middle = (known[Math.floor((known.length - 1) / 2)]! + known[Math.floor(known.length / 2)]!) / 2
  const value = (i: number) => (cells[i] === '' ? middle : Number(cells[i]))
  const mean = from.reduce((total, i) => total + value(i), 0) / from.length
  const deviation = Math.sqrt(from.reduce((total, i) => total + (value(i) - mean) ** 2, 0) / from.length)
  return to.map((i) => (value(i) - mean) / (deviation || 1))
}

function oneHot(cells: readonly string[], from: number[], to: number[]): number[][] {
  const word = (i: number) => cells[i] || 'missing'
  return [...new Set(from.map(word))].sort().map((level) => to.map((i) => (word(i) === level ? 1 : 0)))
}

/** Commas and doubled quotes as in RFC 4180; no cell of these files holds a line break. */
function cellsOf(line: string): string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)
  return Array.from(cells, ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '')
}
