import { expect, test, vi } from 'vitest'
import type { RowWindow } from '../../state/hooks'
import { createWindows, WINDOW } from './windows'

const windowAt = (offset: number, count: number): RowWindow => ({
  columns: [{ name: 'a', kind: 'number', role: 'feature' }],
  total: 100_000,
  offset,
  ids: Array.from({ length: count }, (_, i) => offset + i),
  roles: null,
  cells: Array.from({ length: count }, (_, i) => [offset + i]),
})

const loader = () =>
  vi.fn<(offset: number, count: number) => Promise<RowWindow>>((offset, count) =>
    Promise.resolve(windowAt(offset, count)),
  )

test('a window is asked for once, and its rows are there when it came', async () => {
  const load = loader()
  const changed = vi.fn<() => void>()
  const windows = createWindows(load, changed)
  windows.want(0, 10)
  windows.want(5, WINDOW + 1)
  expect(windows.row(WINDOW)).toBeUndefined()
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2))
  expect(load.mock.calls).toEqual([
    [0, WINDOW],
    [WINDOW, WINDOW],
  ])
  expect(windows.row(WINDOW)?.cells).toEqual([WINDOW])
  expect(windows.head()?.total).toBe(100_000)
})

test('old windows make way, and come again when they are wanted again', async () => {
  const load = loader()
  const windows = createWindows(load, () => {})
  windows.want(0, 100 * WINDOW - 1)
  await vi.waitFor(() => expect(windows.row(99 * WINDOW)).toBeDefined())
  expect(windows.row(0)).toBeUndefined()
  expect(windows.head()).toBeDefined()
  windows.want(0, 0)
  await vi.waitFor(() => expect(windows.row(0)).toBeDefined())
})

test('a fault is told, and the window can be asked for again', async () => {
  const load = loader().mockRejectedValueOnce(new Error('gone'))
  const windows = createWindows(load, () => {})
  windows.want(0, 0)
  await vi.waitFor(() => expect(windows.fault()?.message).toBe('gone'))
  windows.want(0, 0)
  await vi.waitFor(() => expect(windows.row(0)).toBeDefined())
  expect(windows.fault()).toBeUndefined()
})
