import { expect, test } from 'vitest'
import type { Model } from '../../core/lineage'
import { bundleReadme } from './bundle-readme'

const model: Model = {
  name: 'm',
  lineage: {
    cast: { columns: [{ name: 'seen', kind: 'time', order: 'day-first' }], decimal: '.', missing: [] },
    nodes: [],
  },
  origin: { seed: 0, data: 'abc' },
  predictions: {
    target: { column: 'y', task: 'regression', classes: [], positive: -1 },
    ids: new Uint32Array(0),
    truth: new Float64Array(0),
    scores: new Float64Array(0),
    roles: new Uint8Array(0),
  },
}
const golden = { header: [], rows: [], real: false, classes: [], expected: [] }

test('levels stand in quotes, and times as dates', () => {
  const from = Date.UTC(2024, 2, 1)
  const readme = bundleReadme(
    model,
    [
      { name: 'town', kind: 'category', missing: 0, levels: ['Bern, Ost', ' Ulm', '5" | 6"'] },
      { name: 'seen', kind: 'time', missing: 0, range: [from, from] },
      { name: 'age', kind: 'number', missing: 0, range: [1, 2.5] },
    ],
    [],
    golden,
  )
  expect(readme).toContain('| town | category | "Bern, Ost", " Ulm", "5\\" \\| 6\\"" |\n')
  expect(readme).toContain(
    '| seen | time, day first | 2024-03-01T00:00:00.000Z to 2024-03-01T00:00:00.000Z |\n',
  )
  expect(readme).toContain('| age | number | 1 to 2.5 |\n')
})
