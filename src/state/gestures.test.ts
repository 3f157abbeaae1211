import { expect, test, vi } from 'vitest'
import { number } from '../core/declare-params'
import { describe as stageOf, type StageDescription } from '../core/stage'
import { findNode, wireInto } from '../core/pipeline/pipeline'
import { undoable } from './history'
import { createPipelineStore } from './pipeline-store'
import { createSelectionStore } from './selection-store'
import { copySelected, duplicateSelected, pasteText } from './clipboard'
import type { Desk } from './desk'
import { add, drawWire, removeSelected, wireRepair } from './gestures'
import { applyProposal } from './search-gestures'
import { showBeside } from './show-beside'

const toys = vi.hoisted(() => ({ stages: [] as StageDescription[] }))
vi.mock('../stages/descriptions', () => ({
  stages: toys.stages,
  lookupStage: (id: string) => toys.stages.find((stage) => stage.id === id),
}))

const base = { version: 1, summary: '', kind: 'step', params: {} } as const
const source = stageOf({ ...base, id: 'collect/toy', title: 'Toy', inputs: {}, outputs: { table: 'table' } })
const split = stageOf({
  ...base,
  id: 'preprocess/split',
  title: 'Split',
  inputs: { table: 'table' },
  outputs: { data: 'dataset' },
})
const scale = stageOf({
  ...base,
  id: 'preprocess/scale',
  title: 'Scale',
  inputs: { data: 'dataset' },
  outputs: { data: 'dataset' },
})
const learner = stageOf({
  ...base,
  id: 'train/toy',
  title: 'Learner',
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})
const winner = stageOf({
  ...base,
  id: 'train/winner',
  title: 'Winner',
  params: { C: number('C', 1) },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})
const auto = stageOf({
  ...base,
  id: 'select/toy',
  title: 'Auto',
  kind: 'wrapper',
  inputs: { model: 'model' },
  outputs: { model: 'model' },
})
toys.stages.push(source, split, scale, learner, winner, auto)

const desk = (): Desk => ({ pipeline: createPipelineStore(), selection: createSelectionStore() })
const shown = (one: Desk) => one.pipeline.getState().pipeline
const ids = (one: Desk) => shown(one).nodes.map(({ id }) => id)

test('a stage that is added behind another is wired to it and selected', () => {
  const one = desk()
  add(one, source)
  add(one, split, { after: 'toy' })
  expect(wireInto(shown(one), 'split', 'table')?.from).toEqual({ node: 'toy', port: 'table' })
  expect(one.selection.getState().nodes).toEqual(['split'])
  expect(findNode(shown(one), 'split')!.position.x).toBeGreaterThan(findNode(shown(one), 'toy')!.position.x)
})

test('a stage that learns from rows brings the split with it, as one act, and says why', () => {
  const one = desk()
  add(one, source)
  expect(add(one, scale, { after: 'toy' })).toMatch(/after Split/)
  expect(ids(one)).toEqual(['toy', 'split', 'scale'])
  expect(wireInto(shown(one), 'scale', 'data')?.from.node).toBe('split')
  one.pipeline.getState().undo()
  expect(ids(one)).toEqual(['toy'])
})

test('a stage dropped on a wire goes into it, and deleting it heals the wire', () => {
  const one = desk()
  add(one, source)
  add(one, split, { after: 'toy' })
  add(one, learner, { after: 'split' })
  add(one, scale, { into: wireInto(shown(one), 'toy-2', 'data')! })
  expect(wireInto(shown(one), 'toy-2', 'data')?.from.node).toBe('scale')
  const x = (id: string) => findNode(shown(one), id)!.position.x
  expect([x('scale') - x('split'), x('toy-2') - x('scale')]).toEqual([264, 264])
  removeSelected(one)
  expect(undoable(one.pipeline.getState().history)).toBe('Delete Scale')
  expect(wireInto(shown(one), 'toy-2', 'data')?.from.node).toBe('split')
})

test('a stage dropped on a wire that has not what it takes comes behind its end, or what it needs is put there', () => {
  const one = desk()
  add(one, source)
  add(one, split, { after: 'toy' })
  const wire = wireInto(shown(one), 'split', 'table')!
  const said = add(one, scale, { into: wire })
  expect(said).toBe('Scale does not take what flows on that wire, so it comes after Split.')
  expect(wireInto(shown(one), 'scale', 'data')?.from.node).toBe('split')
})

test('the winner takes the place of the learner in one act, and is shown; what found it is bypassed', () => {
  const one = desk()
  for (const stage of [source, split, learner, auto]) add(one, stage)
  const proposal = { kind: 'proposal', title: 'The winner', values: {} } as const
  const [, , before, search] = shown(one).nodes.map(({ id }) => id)
  applyProposal(one, search!, {
    ...proposal,
    stage: { node: before!, stage: 'train/winner', params: { C: 2 } },
  })
  expect(findNode(shown(one), before!)).toMatchObject({ stage: 'train/winner', params: { C: 2 } })
  expect(findNode(shown(one), search!)).toMatchObject({ bypassed: true })
  expect(one.selection.getState().nodes).toEqual([before])
  expect(undoable(one.pipeline.getState().history)).toBe('Put the winner in')
})

test('a refused wire says why, and how it can be mended', () => {
  const one = desk()
  add(one, source)
  add(one, scale)
  const wire = { from: { node: 'toy', port: 'table' }, to: { node: 'scale', port: 'data' } }
  expect(drawWire(one, wire)).toMatch(/Toy gives a table, and Scale takes a dataset/)
  const repair = wireRepair(one, wire)!
  expect(repair.title).toBe('Split')
  repair.apply()
  expect(wireInto(shown(one), 'scale', 'data')?.from.node).toBe('split')
})

test('a loose wire is wired to what is chosen for it, from either end', () => {
  const one = desk()
  add(one, scale, { at: { x: 0, y: 0 } })
  add(one, split, { at: { x: 0, y: 0 }, loose: { end: { node: 'scale', port: 'data' }, side: 'input' } })
  expect(wireInto(shown(one), 'scale', 'data')?.from.node).toBe('split')
  add(one, learner, { at: { x: 9, y: 9 }, loose: { end: { node: 'scale', port: 'data' }, side: 'output' } })
  expect(wireInto(shown(one), 'toy', 'data')?.from.node).toBe('scale')
})

test('copies keep the wires between them and never lie on each other', () => {
  const one = desk()
  add(one, split)
  add(one, scale, { after: 'split' })
  one.selection.getState().select(['split', 'scale'])
  const text = copySelected(one)!
  expect(pasteText(one, text)).toEqual({ pasted: true })
  expect(pasteText(one, text)).toEqual({ pasted: true })
  duplicateSelected(one)
  expect(shown(one).wires).toHaveLength(4)
  const places = shown(one).nodes.map(({ position }) => `${position.x} ${position.y}`)
  expect(new Set(places).size).toBe(places.length)
  expect(pasteText(one, 'hello')).toEqual({ pasted: false })
})

test('what is pasted with wires, or duplicated, has the same sources, as one act; what cannot be is said', () => {
  const one = desk()
  add(one, source)
  add(one, split, { after: 'toy' })
  add(one, scale, { after: 'split' })
  add(one, learner, { after: 'scale' })
  const fedFrom = (id: string) => wireInto(shown(one), id, 'data')?.from.node
  one.selection.getState().select(['scale', 'toy-2'])
  const text = copySelected(one)!
  const before = shown(one)

  pasteText(one, text)
  expect([fedFrom('scale-2'), fedFrom('toy-3')]).toEqual([undefined, 'scale-2'])
  one.pipeline.getState().undo()
  expect(pasteText(one, text, true)).toEqual({ pasted: true })
  expect([fedFrom('scale-2'), fedFrom('toy-3')]).toEqual(['split', 'scale-2'])
  one.pipeline.getState().undo()
  expect(shown(one)).toBe(before)

  one.selection.getState().select(['toy-2'])
  duplicateSelected(one)
  expect([fedFrom('toy-3'), undoable(one.pipeline.getState().history)]).toEqual([
    'scale',
    'Duplicate Learner',
  ])

  one.selection.getState().select(['split'])
  removeSelected(one)
  expect(pasteText(one, text, true)).toEqual({
    pasted: true,
    note: 'No wire from Split into Scale: Split is not on this canvas.',
  })
  expect(fedFrom('scale-2')).toBeUndefined()
})

test('another learner is put beside that of a model, fed as it is, once', () => {
  const one = desk()
  for (const stage of [source, split, scale, learner, auto])
    add(one, stage, ids(one).length > 0 ? { after: ids(one).at(-1)! } : {})
  const [, , , model, wrapper] = ids(one)
  showBeside(one, { stage: winner.id, beside: wrapper! })
  expect(wireInto(shown(one), 'winner', 'data')?.from.node).toBe('scale')
  expect(findNode(shown(one), 'winner')!.position.x).toBe(findNode(shown(one), model!)!.position.x)
  expect(one.selection.getState().nodes.toSorted()).toEqual(['scale', 'split', 'toy', 'winner'])
  expect(undoable(one.pipeline.getState().history)).toBe('Add Winner')

  const before = shown(one)
  showBeside(one, { stage: winner.id, beside: model! })
  expect(shown(one)).toBe(before)
})
