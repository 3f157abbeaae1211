import type { Column, ColumnRole, TextColumn, VectorColumn } from '../../core/column'
import { checkParam } from '../../core/check-params'
import type { Rows, Target } from '../../core/dataset'
import { defaults, isShown, type ParamSpecs, type ParamValues } from '../../core/params'
import { grown, isMany, leastWires, type Ports } from '../../core/ports'
import { table, type Table } from '../../core/table'
import { tableOf } from './testing'

/** Rows that the contract test hands to every step. A step has to work on some and to refuse the others in words. */

const N = 24
const each = <T>(cell: (i: number) => T): T[] => Array.from({ length: N }, (_, i) => cell(i))

const WORD = ['low', 'mid', 'high']
const numbers = { a: each((i) => Math.sin(i * 7)), b: each((i) => (i % 5) * 1.5) }
const answers = { y: each((i) => (i % 3 === 0 ? 'yes' : 'no')), z: each((i) => Math.cos(i * 3) + i) }

const binary: Target = { column: 'y', task: 'binary', classes: ['no', 'yes'], positive: 1 }
const regression: Target = { column: 'z', task: 'regression', classes: [], positive: -1 }

const clustering: Target = { column: '', task: 'clustering', classes: [], positive: -1 }

const withRole = (from: Table, name: string, role: ColumnRole): Table => ({
  ...from,
  columns: from.columns.map((one) => (one.name === name ? { ...one, role } : one)),
})

/** One answer at most is the target, and others are out of sight. */
const asDataset = (rows: Table, target: Target): Rows => ({
  target,
  table: ['y', 'z'].reduce(
    (changed, name) => withRole(changed, name, name === target.column ? 'target' : 'ignored'),
    rows,
  ),
})

const text: TextColumn = {
  kind: 'text',
  name: 'words',
  role: 'ignored',
  bytes: new Uint8Array(N * 2).fill(104),
  offsets: Uint32Array.from({ length: N + 1 }, (_, i) => i * 2),
}
const time: Column = {
  kind: 'time',
  name: 'when',
  role: 'ignored',
  values: Float64Array.from({ length: N }, (_, i) => i * 86_400_000),
}
const slots: VectorColumn = {
  kind: 'vector',
  name: 'slots',
  role: 'feature',
  slots: ['s0', 's1'],
  matrix: {
    kind: 'sparse',
    rows: N,
    cols: 2,
    indptr: Uint32Array.from({ length: N + 1 }, (_, i) => i),
    indices: Uint32Array.from({ length: N }, (_, i) => i % 2),
    values: new Float64Array(N).fill(1),
  },
}

const gaps = {
  ...numbers,
  gap: each((i) => (i % 4 === 1 ? null : i)),
  level: each((i) => (i % 6 === 2 ? null : WORD[i % 3]!)),
}
const mixed = table([...tableOf({ ...gaps, ...answers }).columns, text, time])
/** Nothing is below 0, as counts are. */
const ready = table([
  ...tableOf({ ...numbers, a: each((i) => 1 + Math.sin(i * 7)), ...answers }).columns,
  slots,
])
const hollow = tableOf({ ...numbers, none: each(() => null), ...answers })
const empty = tableOf({ a: [], b: [], y: [], z: [] })

/** Rows by what they are; a step before the split gets tables, one after it datasets. */
export function contractInputs(kind: 'table' | 'dataset'): Record<string, Rows> {
  const tables = { mixed, ready, hollow, empty }
  const targets = kind === 'table' ? { none: null } : { binary, regression, clustering }
  return Object.fromEntries(
    Object.entries(tables).flatMap(([name, rows]) =>
      Object.entries(targets).map(([task, target]) => [
        `${name}, ${task}`,
        target ? asDataset(rows, target) : { table: rows, target: null },
      ]),
    ),
  )
}

/** A choice of many, such as all metrics, is tried at both ends. */
const fewOf = (options: readonly string[]): readonly string[] =>
  options.length > 10 ? [options[0]!, options.at(-1)!] : options

/**
 * The defaults, and for every choice and flag that can be seen another value of it. A column is y unless few
 * choose one, and 20 iterations are enough. Backends need devices, and have tests of their own.
 */
export function variants(specs: ParamSpecs): ParamValues[] {
  const base: ParamValues = {
    ...defaults(specs),
    ...Object.fromEntries(
      Object.entries(specs).flatMap(([name, spec]): [string, unknown][] => {
        if (name === 'max_iter') return [[name, Math.min(20, Number(spec.default))]]
        return spec.kind === 'column' && !spec.advanced ? [[name, 'y']] : []
      }),
    ),
  }
  const changes = (values: ParamValues): ParamValues[] =>
    Object.entries(specs).flatMap(([name, spec]) => {
      if (!isShown(spec, values) || name === 'backend') return []
      const options = spec.kind === 'choice' ? fewOf(spec.options) : spec.kind === 'flag' ? [true, false] : []
      return options
        .filter((option) => option !== values[name] && checkParam(spec, option) === null)
        .map((option) => ({ ...values, [name]: option }))
    })
  const first = changes(base)
  const all = [base, ...first, ...first.flatMap(changes)]
  return [...new Map(all.map((values) => [JSON.stringify(values), values])).values()]
}

/** The ports of a stage with as many wires as it needs, and those of its optional inputs. */
export function leastPorts(inputs: Ports): Ports {
  const names = Object.entries(inputs).flatMap(([name, port]) =>
    Array.from(
      { length: isMany(port) ? Math.max(1, leastWires(port)) - 1 : 0 },
      (_, i) => `${name}-${i + 1}`,
    ),
  )
  return grown(inputs, names)
}
