import { expect, test } from 'vitest'
import type { Predictions } from './predictions'
import { rowsOfCut, wrongness, type Condition } from './select'

const classes: Predictions = {
  target: { column: 'y', task: 'binary', classes: ['no', 'yes'], positive: 1 },
  ids: Uint32Array.of(10, 11, 12, 13),
  truth: Float64Array.of(0, 1, 1, -1),
  scores: Float64Array.of(0.9, 0.1, 0.7, 0.3, 0.2, 0.8, 0.5, 0.5),
  roles: new Uint8Array(4),
}
const numbers: Predictions = {
  ...classes,
  target: { column: 'y', task: 'regression', classes: [], positive: -1 },
  truth: Float64Array.of(1, 2, 3, 4),
  scores: Float64Array.of(1, 4, 2.5, 4),
}
const cut = (from: Predictions, ...where: Condition[]) => rowsOfCut(from, { where })

test('a cut holds the rows that meet all of its conditions', () => {
  expect(cut(classes)).toEqual([0, 1, 2, 3])
  expect(cut(classes, { of: 'truth', is: 1 }, { of: 'predicted', is: 0 })).toEqual([1])
  expect(cut(classes, { of: 'truth', is: -1 })).toEqual([3])
  expect(cut(classes, { of: 'row', is: 12 })).toEqual([2])
  expect(cut(classes, { of: 'score', class: 1, from: 0.3, below: 0.8 })).toEqual([1, 3])
  expect(cut(classes, { of: 'error', from: 0.7, to: 1 })).toEqual([1, 3])
  expect(cut(numbers, { of: 'error', from: -2, to: 0 })).toEqual([0, 1, 3])
  expect(cut(numbers, { of: 'predicted', below: 4 })).toEqual([0, 2])
})

test('a cut may ask for what stands in the raw rows, missing cells too', () => {
  const cells: Record<string, readonly (number | string | null)[]> = {
    age: [3, 5, null, 9],
    city: ['A', null, 'B', 'A'],
  }
  const of = (where: Condition[]) =>
    rowsOfCut(classes, { where }, (column) => (id) => cells[column]![id - 10]!)
  expect(of([{ of: 'cell', column: 'age', from: 3, below: 9 }])).toEqual([0, 1])
  expect(of([{ of: 'cell', column: 'age', from: 5, to: 9 }])).toEqual([1, 3])
  expect(of([{ of: 'cell', column: 'age', level: null }])).toEqual([2])
  expect(of([{ of: 'cell', column: 'city', level: 'A' }])).toEqual([0, 3])
  expect(of([{ of: 'cell', column: 'city', level: null }])).toEqual([1])
  expect(
    of([
      { of: 'cell', column: 'city', level: 'A' },
      { of: 'truth', is: 0 },
    ]),
  ).toEqual([0])
})

test('what was decided counts, not the larger score', () => {
  const target = { ...classes.target, threshold: 0.25 }
  expect(cut({ ...classes, target }, { of: 'predicted', is: 1 })).toEqual([1, 2, 3])
  expect(cut({ ...classes, decided: Int32Array.of(1, 0, 0, 0) }, { of: 'predicted', is: 1 })).toEqual([0])
})

test('how wrong a row is', () => {
  expect([...wrongness(numbers)]).toEqual([0, 2, 0.5, 0])
  expect([...wrongness(classes)].map((value) => +value.toFixed(6))).toEqual([0.1, 0.7, 0.2, 1])
})
