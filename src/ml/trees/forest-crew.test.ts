import { expect, test } from 'vitest'
import type { Helpers } from '../../core/helper'
import { growTrees, type Seed } from './forest-crew'
import type { ForestRoom } from './forest-plan'
import type { FromHelper, ToHelper } from './helper'

/** A helper that answers once this thread waits. */
const helpers: Helpers = {
  most: 1,
  patience: 1000,
  start() {
    let heard: (message: unknown) => void
    return {
      send(message) {
        const said = message as ToHelper
        if (said.kind !== 'call') return
        setTimeout(() => heard({ kind: 'answer', id: said.id, count: 1, parts: [] } satisfies FromHelper))
      },
      listen: (listener) => void (heard = listener),
      end() {},
    }
  },
}

const tree = {}
const room = {
  copy: () => new ArrayBuffer(0),
  grow: () => tree,
  part: () => tree,
  request: (id: number): ToHelper => ({ kind: 'call', id, name: 'grow', values: [], reads: [] }),
} as unknown as ForestRoom
const seeds: readonly Seed[] = Array.from({ length: 5 }, (_, i) => [i, i])

test('trees that helpers bring last are told of too, so that nobody seems to have asked for an early end', async () => {
  const told: number[] = []
  const onTree = async (finished: number) => {
    told.push(finished)
    await new Promise((resolve) => setTimeout(resolve, 20))
    return false
  }
  expect(await growTrees(room, seeds, { helpers, onTree })).toHaveLength(5)
  expect(told).toEqual([1, 5])
})

test('and who asks for one is told how many there are', async () => {
  const told: number[] = []
  const onTree = (finished: number) => told.push(finished) === 1
  expect(await growTrees(room, seeds, { helpers, onTree })).toHaveLength(1)
  expect(told).toEqual([1])
})
