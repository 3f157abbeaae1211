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

/** To mean 0 and deviation 1, or between 0 and 1. */
export type Scaling = 'standard' | 'minmax'

/**
 * The canonical features of `make_reference.py`: numbers imputed by the median and scaled, levels one-hot, all
 * learned from the rows `from` and applied to the rows `to`. Number columns come first.
 */
export function canonicalMatrix(
  { columns }: Experiment,
  from: number[],
  to: number[],
  scaling: Scaling = 'standard',
): DenseMatrix {
  const features = [
    ...columns.filter(({ cells }) => isNumber(cells)).map(({ cells }) => scaled(cells, from, to, scaling)),
    ...columns.filter(({ cells }) => !isNumber(cells)).flatMap(({ cells }) => oneHot(cells, from, to)),
  ]
  const values = new Float64Array(to.length * features.length)
  features.forEach((feature, j) => feature.forEach((value, i) => (values[i * features.length + j] = value)))
  return dense(to.length, features.length, values)
}

/** Columns of categories: numbers are cut at their quintiles, and what is missing is a level. Learned and applied alike. */
export function levelColumns({ columns }: Experiment, from: number[], to: number[]) {
  return columns.map(({ name, cells }) => ({
    name,
    cells: isNumber(cells) ? cut(cells, from, to) : to.map((i) => cells[i] || 'missing'),
  }))
}

const isNumber = (cells: readonly string[]) => cells.every((cell) => Number.isFinite(Number(cell)))

const ascending = (a: number, b: number) => a - b

/** Numbers with the median of the rows `from` where they are missing. */
function filled(cells: readonly string[], from: number[]): (row: number) => number {
  const known = from.flatMap((i) => (cells[i] === '' ? [] : [Number(cells[i])])).sort(ascending)
  const middle = (known[Math.floor((known.length - 1) / 2)]! + known[Math.floor(known.length / 2)]!) / 2
  return (i) => (cells[i] === '' ? middle : Number(cells[i]))
}

function scaled(cells: readonly string[], from: number[], to: number[], scaling: Scaling): number[] {
  const value = filled(cells, from)
  const all = from.map(value)
  const mean = all.reduce((total, one) => total + one, 0) / all.length
  const deviation = Math.sqrt(all.reduce((total, one) => total + (one - mean) ** 2, 0) / all.length)
  const least = Math.min(...all)
  const [start, width] = scaling === 'standard' ? [mean, deviation] : [least, Math.max(...all) - least]
  return to.map((i) => (value(i) - start) / (width || 1))
}

/** scikit-learn's KBinsDiscretizer by quantiles: a value on an edge is above it, and the outermost edges are none. */
function cut(cells: readonly string[], from: number[], to: number[]): string[] {
  const value = filled(cells, from)
  const sorted = from.map(value).sort(ascending)
  const edges = [0, 1, 2, 3, 4, 5].map((fifth) => {
    const at = (fifth / 5) * (sorted.length - 1)
    const below = sorted[Math.floor(at)]!
    return below + (at % 1) * (sorted[Math.ceil(at)]! - below)
  })
  const inner = edges.filter((edge, k) => edge - (edges[k - 1] ?? -Infinity) > 1e-8).slice(1, -1)
  return to.map((i) => String(inner.filter((edge) => value(i) >= edge).length))
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
