import { describe as suite, expect, test } from 'vitest'
import type { ParamValues } from '../../core/params'
import type { View } from '../../core/view'
import { tableOf } from '../../stages/shared/testing'
import { canonical, type Link } from './canonical'
import { fittedModel, runTask } from './run-task'

const N = 240
const a = (i: number) => Math.sin(i * 12.9898) * 3
const b = (i: number) => Math.cos(i * 4.1) * 10
const city = (i: number) => ['A', 'B', 'C'][i % 3]!
const each = <T>(cell: (i: number) => T) => Array.from({ length: N }, (_, i) => cell(i))
const data = tableOf({
  noise: each((i) => Math.cos(i * 3.3)),
  a: each((i) => (i % 9 ? a(i) : null)),
  city: each(city),
  b: each(b),
  yes: each((i) => (a(i) + b(i) / 4 > 0 ? 'yes' : 'no')),
  kind: each((i) => (a(i) < -1 ? 'low' : b(i) > 0 ? 'high' : 'mid')),
  n: each((i) => 2 * a(i) + b(i) + 5 * (i % 3)),
})
const others: Record<string, string[]> = {
  yes: ['kind', 'n'],
  kind: ['yes', 'n'],
  n: ['yes', 'kind'],
}

async function surface(target: string, learner: Link, params: ParamValues = {}) {
  const links = canonical({ target, ignore: { only: others[target] } }, learner)
  const model = await fittedModel(links, data)
  const { views, warnings } = await runTask('evaluate/surface', { model }, params)
  expect(warnings).toEqual([])
  return surfaceIn(views)
}

function surfaceIn({ surface: view }: Readonly<Record<string, View>>) {
  if (view?.kind !== 'surface') throw new Error('There is no surface')
  return view
}

suite('Decision surface', () => {
  test('of two classes is what the model says along the two numbers that tell most', async () => {
    const view = await surface('yes', ['train/logistic'], { steps: 16 })
    expect([view.x.column, view.y.column]).toEqual(['a', 'b'])
    expect(view.said).toHaveLength(256)
    const [lowest, highest] = [0, 255]
    expect([view.said[lowest], view.said[highest]]).toEqual([0, 1])
    expect(view.certainty[highest]!).toBeGreaterThan(0.9)
    for (const one of view.certainty) expect(one).toBeGreaterThanOrEqual(0.5)
    expect(view.points.filter(({ role }) => role === 'test').length).toBeGreaterThan(20)
  })

  test('of three classes has all of them where they belong', async () => {
    const { classes, said, x, y } = await surface('kind', ['train/logistic'], { x: 'a', y: 'b' })
    expect([x.column, y.column, said.length]).toEqual(['a', 'b', 48 * 48])
    const at = (across: number, upwards: number) => classes[said[upwards * 48 + across]!]
    expect([at(4, 24), at(40, 6), at(40, 42)]).toEqual(['low', 'mid', 'high'])
  })

  test('of numbers rises as they do, over levels too', async () => {
    const view = await surface('n', ['train/ridge'], { x: 'city', y: 'a', steps: 10 })
    expect(view.x).toEqual({ kind: 'level', column: 'city', levels: ['A', 'B', 'C'] })
    expect(view.said).toHaveLength(30)
    expect(view.said[2]! - view.said[0]!).toBeCloseTo(10, 0)
    expect(view.said[27]! - view.said[0]!).toBeGreaterThan(8)
    expect(view.classes).toEqual([])
  })

  test('draws no more points than are asked for', async () => {
    const { points } = await surface('n', ['train/ridge'], { max_points: 7 })
    expect(points.length).toBeLessThanOrEqual(14)
  })

  test.each([
    ['the target', { x: 'n' }, /what is predicted/],
    ['a column that is ignored', { y: 'kind' }, /no number or category that the model looks at/],
    ['one column twice', { x: 'a', y: 'a' }, /Both axes are "a"/],
  ])('refuses %s in words', async (_, params, words) => {
    await expect(surface('n', ['train/ridge'], params)).rejects.toThrow(words)
  })

  test('needs two columns', async () => {
    const ignore = { only: ['noise', 'a', 'city', 'kind', 'n'] }
    const model = await fittedModel(canonical({ target: 'yes', ignore }, ['train/logistic']), data)
    await expect(runTask('evaluate/surface', { model })).rejects.toThrow(/needs two columns/)
  })
})
