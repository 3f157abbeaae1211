import { describe as suite, expect, test } from 'vitest'
import { rowsOfCut } from '../../core/select'
import { binary, modelOf, multi, numeric } from '../shared/evaluate-testing'
import { testTaskContext } from '../shared/testing'
import { run } from './evaluate.task'

suite('The marks of Evaluate', () => {
  test('a point of a curve shows the rows around its threshold, one of reliability those of its bin', async () => {
    const truth = Array.from({ length: 200 }, (_, i) => Number(i % 3 > 0))
    const positive = truth.map((code, i) => (code * 0.3 + ((i * 37) % 101) / 101) / 1.3)
    const model = modelOf(
      binary,
      truth,
      positive.flatMap((one) => [1 - one, one]),
    )
    const { rows = {}, views = {} } = await run(
      { models: { 'models-1': model } },
      { on: 'test' },
      testTaskContext(),
    )
    const { predictions } = rows['models-1']!
    const behind = (id: string) => {
      const view = views[id]
      if (view?.kind !== 'curve' || !view.marks || !view.select) throw new Error(`No marks on ${id}`)
      expect(view.select.cuts).toHaveLength(view.marks.length)
      return view.select.cuts.map((cut, i) => ({
        mark: view.marks![i]!,
        chosen: rowsOfCut(predictions, cut),
      }))
    }
    const share = (chosen: readonly number[]) =>
      chosen.filter((row) => truth[row] === 1).length / chosen.length
    for (const { chosen, mark } of behind('reliability')) expect(share(chosen)).toBeCloseTo(mark[1], 12)
    const [positives, negatives] = [1, 0].map((code) => truth.filter((one) => one === code).length)
    for (const { chosen, mark } of behind('roc')) {
      const scores = chosen.map((row) => positive[row]!)
      const [fp, tp] = [mark[0] * negatives!, mark[1] * positives!]
      const threshold = positive.toSorted((a, b) => b - a)[Math.round(fp + tp) - 1]!
      expect(chosen.length).toBeGreaterThanOrEqual(10)
      expect(chosen.length).toBeLessThanOrEqual(25)
      expect(Math.min(...scores)).toBeLessThanOrEqual(threshold)
      expect(Math.max(...scores)).toBeGreaterThanOrEqual(threshold)
    }
    for (const id of ['precision-recall', 'gain', 'lift'])
      expect(behind(id)).toHaveLength(behind('roc').length)
  })

  test('every mark of every view stands for as many rows as it says', async () => {
    const truth = Array.from({ length: 300 }, (_, i) => i % 3)
    const scores = truth.flatMap((_, i) => {
      const [a, b] = [((i * 31) % 97) / 97, ((i * 17) % 89) / 89]
      return [a * b, a * (1 - b), 1 - a]
    })
    const numbers = Array.from({ length: 300 }, (_, i) => Math.sin(i) * 10)
    for (const model of [modelOf(multi, truth, scores), modelOf(numeric, numbers, numbers.map(Math.round))]) {
      const { rows = {}, views = {} } = await run(
        { models: { 'models-1': model } },
        { on: 'test' },
        testTaskContext(),
      )
      const counted = Object.values(views).flatMap((view) => {
        if (!('select' in view) || view.kind === 'threshold' || view.kind === 'table') return []
        if (view.kind === 'confusion') return [{ select: view.select!, marks: view.counts.flat() }]
        if (view.kind === 'curve') return []
        const marks = view.kind === 'bars' ? view.bars.map(({ value }) => value) : view.points.map(() => 1)
        return [{ select: view.select!, marks }]
      })
      expect(counted.length).toBeGreaterThan(1)
      for (const { marks, select } of counted) {
        const { predictions } = rows[select.rows]!
        expect(select.cuts.map((cut) => rowsOfCut(predictions, cut).length)).toEqual(marks)
      }
    }
  })
})
