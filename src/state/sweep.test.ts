import { expect, test, vi } from 'vitest'
import { emptyPipeline, type Pipeline } from '../core/pipeline/pipeline'
import { sweepFiles } from './sweep'

const naming = (...hashes: string[]): Pipeline => ({
  ...emptyPipeline(),
  nodes: hashes.map((hash) => ({
    id: hash,
    stage: 'unknown/stage',
    version: 1,
    params: { deep: [{ file: { name: 'a.csv', hash, size: 1 } }] },
    position: { x: 0, y: 0 },
  })),
})

function setUp(old: string[], kept: Pipeline[], broken = false) {
  const dropFiles = vi.fn<(hashes: readonly string[]) => Promise<void>>().mockResolvedValue()
  const oldFiles = vi.fn<(before: number) => Promise<string[]>>().mockResolvedValue(old)
  async function* everything() {
    yield* await Promise.resolve(kept)
    if (broken) throw new Error('It cannot be read.')
  }
  return {
    dropFiles,
    oldFiles,
    sweep: () => sweepFiles({ dropFiles, oldFiles }, { everything }, 100_000_000),
  }
}

test('files that nothing names any more are deleted, and no others', async () => {
  const { dropFiles, oldFiles, sweep } = setUp(['a', 'b', 'c', 'draft-1'], [naming('a'), naming('c', 'z')])
  await expect(sweep()).resolves.toBe(2)
  expect(oldFiles).toHaveBeenCalledWith(100_000_000 - 86_400_000)
  expect(dropFiles).toHaveBeenCalledExactlyOnceWith(['b', 'draft-1'])
})

test('nothing is deleted when everything is named, or when something cannot be read', async () => {
  const named = setUp(['a'], [naming('a')])
  await expect(named.sweep()).resolves.toBe(0)
  expect(named.dropFiles).not.toHaveBeenCalled()
  const broken = setUp(['a', 'b'], [naming('a')], true)
  await expect(broken.sweep()).rejects.toThrow('It cannot be read.')
  expect(broken.dropFiles).not.toHaveBeenCalled()
})
