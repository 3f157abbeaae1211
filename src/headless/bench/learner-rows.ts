import type { Task } from '../../core/dataset'
import { sortedCategory, type Column } from '../../core/column'
import { normal, randomStream } from '../../core/random'
import { table, type Table } from '../../core/table'

/** Columns of features. */
export const WIDTH = 20
const CLOUDS = 5
const SPREAD = 0.05

/**
 * Made rows that any learner can learn from: five clouds of numbers above 0, every other column in tenths, as counts and
 * levels are, and `y`, which hangs on half of them.
 */
export function madeRows(rows: number, task: Task): Table {
  const random = randomStream(5, 'learners')
  const middles = Array.from({ length: CLOUDS * WIDTH }, () => 0.3 + 0.5 * random())
  const slopes = Array.from({ length: WIDTH }, (_, j) => (j < WIDTH / 2 ? 4 * random() - 2 : 0))
  const columns = Array.from({ length: WIDTH }, () => new Float64Array(rows))
  const sums = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const cloud = row % CLOUDS
    for (let j = 0; j < WIDTH; j++) {
      const value = Math.abs(middles[cloud * WIDTH + j]! + SPREAD * normal(random))
      columns[j]![row] = j % 2 === 0 ? value : Math.round(10 * value) / 10
      sums[row]! += slopes[j]! * value
    }
    sums[row]! += 0.2 * normal(random)
  }
  return table([
    ...columns.map((values, j): Column => ({ kind: 'number', name: `x${j}`, role: 'feature', values })),
    answers(sums, task),
  ])
}

function answers(sums: Float64Array, task: Task): Column {
  const [name, role] = ['y', 'feature'] as const
  if (task === 'regression') return { kind: 'number', name, role, values: sums.map(Math.exp) }
  const middle = sums.toSorted()[sums.length >> 1]!
  const codes = Int32Array.from(sums, (sum) => Number(sum >= middle))
  return sortedCategory(name, role, codes, ['no', 'yes'])
}
