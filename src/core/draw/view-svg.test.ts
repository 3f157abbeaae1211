import { expect, test } from 'vitest'
import type { View } from '../view'
import { escapeText } from './svg'
import { rangeOf, ticksAround, ticksOf } from './ticks'
import { viewSvg } from './view-svg'

const EVIL = `<script>alert("1")</script>&'`
const points = [
  [0, 1],
  [2, 5],
  [Number.NaN, 3],
] as const

const charts: readonly View[] = [
  {
    kind: 'curve',
    title: EVIL,
    x: EVIL,
    y: 'y',
    series: [
      {
        label: EVIL,
        note: EVIL,
        points,
        band: [
          [0, 0.1, 0.3],
          [1, 0.6, 0.9],
        ],
      },
    ],
    reference: 'diagonal',
  },
  { kind: 'curve', title: 'none', x: 'x', y: 'y', series: [], reference: 1 },
  { kind: 'scatter', title: EVIL, x: 'x', y: EVIL, points: points.slice(0, 2), reference: 0, note: EVIL },
  { kind: 'scatter', title: 'none', x: 'x', y: 'y', points: [], reference: 'diagonal' },
  {
    kind: 'bars',
    title: EVIL,
    x: EVIL,
    bars: [
      { label: EVIL, value: 3, off: 0.5 },
      { label: 'b', value: -1 },
    ],
    note: EVIL,
  },
  {
    kind: 'confusion',
    title: EVIL,
    classes: [EVIL, 'b'],
    counts: [
      [3, 1],
      [0, 0],
    ],
  },
  {
    kind: 'threshold',
    title: EVIL,
    positive: EVIL,
    negative: 'no',
    positives: 2,
    negatives: 3,
    start: 0,
    stops: [
      { threshold: 0.8, tp: 1, fp: 0 },
      { threshold: 0.2, tp: 2, fp: 3 },
    ],
    curves: {},
  },
  {
    kind: 'surface',
    title: EVIL,
    x: { kind: 'number', column: EVIL, low: 0, high: 1, steps: 2 },
    y: { kind: 'level', column: 'c', levels: [EVIL, 'b'] },
    target: EVIL,
    classes: [EVIL, 'n'],
    said: Float64Array.of(0, 1, 1, Number.NaN),
    certainty: Float64Array.of(1, 0.5, 0.7, 0.9),
    range: [0, 1],
    points: [{ x: 0.5, y: 1, truth: 1, role: 'test' }],
    note: EVIL,
  },
  {
    kind: 'parallel',
    title: EVIL,
    axes: [{ title: EVIL, levels: [EVIL, 'b'] }, { title: 'rate', log: true }, { title: 'score' }],
    lines: [
      { label: EVIL, values: [0, 0.1, 0.5] },
      { label: 'b', values: [1, 0.01, 0.7] },
    ],
    best: 1,
  },
]

test.each(charts)(
  'a $kind stands alone, with its title, and nothing in it is markup or not a number',
  (view) => {
    const svg = viewSvg(view)!
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 640 \d+/)
    expect(svg).toContain(view.title === EVIL ? escapeText(EVIL) : 'none')
    expect(svg).not.toMatch(/<script|NaN|Infinity|undefined/)
    const opened = svg.match(/<[a-z]+/g)!.length
    const closed = svg.match(/<\/[a-z]+>|\/>/g)!.length
    expect(closed).toBe(opened)
  },
)

test('figures, tables and files are no charts', () => {
  expect(viewSvg({ kind: 'table', title: 't', columns: [], rows: [] })).toBeUndefined()
  expect(viewSvg({ kind: 'figures', title: 't', figures: [] })).toBeUndefined()
})

test('ticks are round and within the range', () => {
  expect(ticksOf(0, 1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
  expect(ticksOf(-3, 17)).toEqual([0, 5, 10, 15])
  expect(ticksOf(2713, 6302)).toEqual([3000, 4000, 5000, 6000])
  expect(ticksOf(2, 2)).toEqual([2])
  expect(ticksAround(1923, 2021)).toEqual([1920, 1940, 1960, 1980, 2000, 2020, 2040])
  expect(ticksAround(0, 1)).toEqual(ticksOf(0, 1))
  expect(rangeOf([3, Number.NaN, -1])).toEqual([-1, 3])
  expect(rangeOf([])).toEqual([0, 1])
  expect(rangeOf([4])).toEqual([3.8, 4.2])
})
