import { expect, test } from 'vitest'
import { UserError } from '../core/errors'
import type { Engine, Imported } from '../engine/client'
import { createImportStore } from './import-store'

const imported: Imported = {
  file: { name: 'a.csv', hash: 'h', size: 3 },
  params: { types: [] },
  rows: 1,
  columns: [],
  warnings: [],
}
const file = new File(['a'], 'a.csv')

function setUp(importFile: Engine['importFile']) {
  const store = createImportStore({ importFile, importSample: () => Promise.resolve(imported) })
  return { store, phase: () => store.getState().phase }
}

test('a file is read with progress, and progress that comes late is not heard', async () => {
  let late = () => {}
  const { phase, store } = setUp((_, progress) => {
    progress(0.5, 'Reading')
    expect(phase()).toMatchObject({ is: 'reading', fraction: 0.5 })
    late = () => progress(1, 'Done')
    return Promise.resolve(imported)
  })
  await store.getState().readFile(file)
  late()
  expect(phase()).toMatchObject({ is: 'read', data: { name: 'a.csv', stage: 'collect/csv' } })
})

test('a file that cannot be read says why', async () => {
  const { phase, store } = setUp(() => Promise.reject(new UserError('It is empty.', 'Choose another.')))
  await store.getState().readFile(file)
  expect(phase()).toMatchObject({ is: 'failed', fault: { message: 'It is empty.', cure: 'Choose another.' } })
})

test('what was cancelled leaves nothing behind, even when it ends well', async () => {
  let end: (read: Imported) => void = () => {}
  const { phase, store } = setUp(() => new Promise((resolve) => (end = resolve)))
  const reading = store.getState().readFile(file)
  store.getState().cancel()
  end(imported)
  await reading
  expect(phase()).toEqual({ is: 'idle' })
})

test('reading for a node that is there asks nothing', async () => {
  const { phase, store } = setUp(() => Promise.resolve(imported))
  expect(await store.getState().readFor(file)).toEqual({ types: [] })
  expect(phase()).toEqual({ is: 'idle' })
})
