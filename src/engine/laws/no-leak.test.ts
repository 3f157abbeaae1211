import fc from 'fast-check'
import { describe as suite, expect, test } from 'vitest'
import { sortedCategory, type Column } from '../../core/column'
import { EXCLUDED, TEST, TRAIN, VALIDATION } from '../../core/dataset'
import { lineageText } from '../../core/lineage-json'
import { table, type Table } from '../../core/table'
import { canonical, fitChain, type Link } from './canonical'

/** 60 rows of which 36 train; the first 36 of `cells` are theirs, the others may be anything. */
const TRAINING = 36
const ROWS = 60
const held = [TEST, VALIDATION, EXCLUDED]
const roles = Uint8Array.from({ length: ROWS }, (_, i) => (i < TRAINING ? TRAIN : held[i % 3]!))

const LEVELS = ['red', 'green', 'blue']
const row = (i: number) => ({
  x: i % 7 === 3 ? Number.NaN : Math.sin(i * 5) * 10,
  w: (i * 13) % 11,
  city: i % 9 === 4 ? null : LEVELS[(i * i) % 3]!,
  size: ['S', 'M'][i % 2]!,
  label: (i * 7) % 5 < 2 ? 'yes' : 'no',
  price: Math.cos(i) * 3 + i / 10,
})
type Row = {
  readonly [Name in keyof ReturnType<typeof row>]: Name extends 'x' | 'w' | 'price' ? number : string | null
}

function tableFrom(rows: readonly Row[]): Table {
  const numbers = (['x', 'w', 'price'] as const).map((name): Column => ({
    kind: 'number',
    name,
    role: 'feature',
    values: Float64Array.from(rows, (one) => one[name]),
  }))
  const categories = (['city', 'size', 'label'] as const).map((name) => {
    const levels = [...new Set(rows.map((one) => one[name]).filter((cell) => cell !== null))]
    return sortedCategory(
      name,
      'feature',
      Int32Array.from(rows, (one) => levels.indexOf(one[name] ?? '')),
      levels,
    )
  })
  return table([...numbers, ...categories])
}

const training = Array.from({ length: TRAINING }, (_, i) => row(i))
const tame = Array.from({ length: ROWS - TRAINING }, (_, i) => row(i + TRAINING))

const number = fc.oneof(fc.double(), fc.constantFrom(0, -0, Number.NaN, Infinity, 1e308))
const level = fc.oneof(
  fc.constantFrom(null, 'red', 'aaa', 'zzz', 'missing', '__proto__'),
  fc.string({ minLength: 1 }),
)
const wild: fc.Arbitrary<Row[]> = fc.array(
  fc.record({ x: number, w: number, city: level, size: level, label: level, price: number }),
  { minLength: ROWS - TRAINING, maxLength: ROWS - TRAINING },
)

const label = { target: 'label', ignore: { only: ['price'] } }
const price = { target: 'price', ignore: { only: ['label'] } }
const select: Link = ['engineer/select-by-score', { k: 4 }]
const withSelect = (links: Link[]): Link[] => [...links.slice(0, -1), select, links.at(-1)!]

const chains: Record<string, Link[]> = {
  'the canonical pipeline': canonical(label, ['train/logistic']),
  'a regression': canonical(price, ['train/ridge']),
  'least squares': canonical(price, ['train/linear']),
  'a selection': withSelect(canonical(label, ['train/logistic', { class_weight: 'balanced' }])),
  'a selection for a regression': withSelect(
    canonical(price, ['train/dummy', { regression_strategy: 'median' }]),
  ),
  'other ways to prepare': [
    ['preprocess/split', label],
    [
      'preprocess/impute',
      { strategy: 'most_frequent', categorical_strategy: 'most_frequent', add_indicator: true },
    ],
    ['preprocess/scale', { method: 'robust' }],
    ['preprocess/encode', { min_frequency: 0.3, handle_unknown: 'infrequent_if_exist' }],
    ['train/dummy'],
  ],
  'codes and ranges': [
    ['preprocess/split', label],
    ['preprocess/impute', { strategy: 'mean' }],
    ['preprocess/scale', { method: 'minmax' }],
    ['preprocess/encode', { method: 'ordinal' }],
    ['train/logistic', { C: 0.1 }],
  ],
}

suite('No leak (law 1)', () => {
  test.each(Object.keys(chains))(
    '%s learns the same bits whatever stands in rows that do not train',
    async (name) => {
      const links = chains[name]!
      const learned = async (rest: readonly Row[]) => {
        const { lineage } = await fitChain(links, tableFrom([...training, ...rest]), roles)
        return lineageText(lineage)
      }
      const expected = await learned(tame)
      await fc.assert(
        fc.asyncProperty(wild, async (rest) => {
          expect(await learned(rest)).toBe(expected)
        }),
        { numRuns: 20, seed: 1 },
      )
    },
  )

  test('the test itself would notice: another training row changes what is learned', async () => {
    const links = chains['the canonical pipeline']!
    const learned = async (first: Row) => {
      const { lineage } = await fitChain(links, tableFrom([first, ...training.slice(1), ...tame]), roles)
      return lineageText(lineage)
    }
    expect(await learned({ ...training[0]!, w: 4 })).not.toBe(await learned(training[0]!))
  })
})
