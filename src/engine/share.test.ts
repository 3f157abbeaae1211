import { expect, test } from 'vitest'
import { buffersOf } from '../core/buffers'
import { pack, unpack } from './share'

const job = { a: Float64Array.of(1, 2, 3), rows: [{ b: Int32Array.of(4, 5) }], name: 'x' }

test('what came with the inputs goes back as its place, and comes out over the sender’s own buffers', () => {
  const atWorker = structuredClone(job)
  const answer = {
    same: atWorker.rows[0]!.b,
    part: atWorker.a.subarray(1),
    own: Float64Array.of(9),
    text: ['a', 'b'],
  }
  const packed = pack(answer, buffersOf(atWorker))
  expect(buffersOf(packed)).toEqual([answer.own.buffer])
  const back = unpack(structuredClone(packed), buffersOf(job)) as typeof answer
  expect(back).toEqual(answer)
  expect(back.same.buffer).toBe(job.rows[0]!.b.buffer)
  expect(back.part.buffer).toBe(job.a.buffer)
})

test('a buffer that stands twice is listed once, in the same order after a clone', () => {
  const twice = { first: job.a, again: job.a.subarray(2), last: job.rows }
  expect(buffersOf(twice)).toEqual([job.a.buffer, job.rows[0]!.b.buffer])
  expect(buffersOf(structuredClone(twice)).map((one) => one.byteLength)).toEqual([24, 8])
})
