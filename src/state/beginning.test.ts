import { expect, test, vi } from 'vitest'
import { pipelineText } from '../core/pipeline/file'
import { emptyPipeline, type Pipeline } from '../core/pipeline/pipeline'
import { begin, openText } from './beginning'
import type { LibraryState } from './library'
import { createPipelineStore } from './pipeline-store'
import { createSelectionStore } from './selection-store'
import type { Session } from './session'

const filled = (name: string): Pipeline => ({
  ...emptyPipeline(name),
  nodes: [{ id: 'csv', stage: 'collect/csv', version: 1, params: {}, position: { x: 0, y: 0 } }],
})

function setUp() {
  const own = vi.fn<LibraryState['begin']>().mockResolvedValue('before')
  const pipeline = createPipelineStore()
  const library = { getState: () => ({ begin: own }) } as unknown as Session['library']
  return { own, place: { pipeline, library, selection: createSelectionStore() } }
}

test('a pipeline is put on an empty canvas as one act, and becomes one of its own where there is one', async () => {
  const { own, place } = setUp()
  await expect(begin(place, 'Open A', filled('A'), ['csv'])).resolves.toBeUndefined()
  expect(place.selection.getState().nodes).toEqual(['csv'])
  await expect(begin(place, 'Open B', filled('B'))).resolves.toBe('before')
  expect(own).toHaveBeenCalledExactlyOnceWith(filled('B'), 'Open B')
  place.pipeline.getState().undo()
  expect(place.pipeline.getState().pipeline.nodes).toEqual([])
})

test('where another tab writes, a pipeline becomes one of its own', async () => {
  const { own, place } = setUp()
  place.pipeline.getState().setReadOnly(true)
  await openText(place, pipelineText(filled('A')))
  expect(own).toHaveBeenCalledOnce()
})

test('a broken file is refused in words and changes nothing', async () => {
  const { own, place } = setUp()
  await expect(openText(place, '{"format":"trainyard/pipeline"}')).rejects.toThrow(/broken/)
  expect(own).not.toHaveBeenCalled()
  expect(place.pipeline.getState().pipeline.nodes).toEqual([])
})
