import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseBackend } from './choose'
import type { Backend, Engine } from './engine'

/** The clock stands still but for what engines do. */
let now = 0
beforeEach(() => void vi.spyOn(performance, 'now').mockImplementation(() => now))
afterEach(() => void vi.restoreAllMocks())

/** An engine that takes so many milliseconds for a batch. */
const engineOf = (backend: Backend, perBatch: number, made: Backend[]): Engine => ({
  backend,
  device: 'none',
  seedDropout: () => {},
  train: async (order, batch) => {
    now += perBatch * Math.ceil(order.length / batch)
    return 0
  },
  evaluate: () => Promise.reject(new Error('not asked for')),
  state: () => Promise.reject(new Error('not asked for')),
  dispose: () => void made.push(backend),
})

async function choose(times: Partial<Record<Backend, number>>, epochs = 100) {
  const disposed: Backend[] = []
  const make = async (backend: Backend) => {
    const time = times[backend]
    if (time === undefined) throw new Error('there is none')
    return engineOf(backend, time, disposed)
  }
  const work = { training: new Uint32Array(32_000), batch: 32, epochs }
  const { backend, measured } = await chooseBackend(make, work, ['webgpu', 'webgl'])
  expect(disposed).toEqual(measured.map(([one]) => one))
  return { backend, measured: disposed }
}

test('a small network stays on the CPU, and no GPU is started', async () => {
  expect(await choose({ cpu: 0.05, webgpu: 0.001 })).toEqual({ backend: 'cpu', measured: ['cpu'] })
})

test('a large network goes where a batch takes least, and what is not there does not matter', async () => {
  expect(await choose({ cpu: 2, webgpu: 1, webgl: 4 })).toMatchObject({ backend: 'webgpu' })
  expect(await choose({ cpu: 2, webgl: 4 })).toEqual({ backend: 'cpu', measured: ['cpu', 'webgl'] })
})
