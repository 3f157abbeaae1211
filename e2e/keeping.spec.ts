import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { openTrainyard } from './trainyard'

test('one tab writes, the others follow it, and any may take over', async ({ context, page }) => {
  const first = await openTrainyard(page)
  await first.addBySearch('sample data')

  const second = await openTrainyard(await context.newPage())
  await expect(second.page.getByText('open in another tab, which writes')).toBeVisible()
  await expect(second.node('Sample data')).toBeVisible()
  await first.addBySearch('target and split')
  await expect(second.node('Target and split')).toBeVisible()

  await second.button('Take over here').click()
  await expect(first.page.getByText('open in another tab, which writes')).toBeVisible()
  await second.addBySearch('scale')
  await expect(first.node('Scale numbers')).toBeVisible()
})

test('a broken pipeline file is refused in words, and nothing is lost', async ({ page }, info) => {
  const yard = await openTrainyard(page)
  await yard.addBySearch('sample data')
  const file = await yard.download(() => yard.button('Save file').click())
  const path = info.outputPath('saved.json')
  await file.saveAs(path)

  const openText = async (text: string) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), yard.button('Open…').click()])
    await chooser.setFiles({ name: 'work.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  }
  const saved = readFileSync(path, 'utf8')
  for (const [text, words] of [
    [saved.slice(0, 100), 'it is not JSON'],
    ['{"hello": 1}', 'This is not a pipeline file'],
    [saved.replace('"seed": 0', '"seed": "x"'), 'broken at "seed"'],
    [saved.replace('"params": {', '"params": { "__proto__": {},'), '__proto__'],
  ] as const) {
    await openText(text)
    const alert = page.getByRole('alert').filter({ hasText: words })
    await expect(alert).toContainText('work.json was not opened')
    await alert.getByRole('button', { name: 'Close the message' }).click()
    await expect(alert).toBeHidden()
    await expect(yard.node('Sample data')).toBeVisible()
  }
  await yard.button('New pipeline').click()
  await expect(yard.node('Sample data')).toBeHidden()
  await openText(saved)
  await expect(yard.node('Sample data')).toBeVisible()
})

test('a stage of another version is kept, shown as unknown, and written back', async ({ page }, info) => {
  const yard = await openTrainyard(page)
  const text = JSON.stringify({
    format: 'trainyard/pipeline',
    version: 1,
    name: 'From the future',
    seed: 1,
    nodes: [
      {
        id: 'x',
        stage: 'train/quantum',
        version: 3,
        params: { spin: [1] },
        position: { x: 0, y: 0 },
        mood: 'good',
      },
      { id: 'y', stage: 'train/quantum', version: 3, params: {}, position: { x: 264, y: 0 } },
    ],
    wires: [{ from: { node: 'x', port: 'out' }, to: { node: 'y', port: 'in' } }],
  })
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), yard.button('Open…').click()])
  await chooser.setFiles({ name: 'work.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  await expect(yard.node('train/quantum').first()).toContainText('has no stage "train/quantum"')
  await expect(yard.canvas.getByRole('group', { name: /^Wire from/ })).toBeAttached()
  const file = await yard.download(() => yard.button('Save file').click())
  const path = info.outputPath('saved.json')
  await file.saveAs(path)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(text))
})

test('what could not be saved is said at once, with the way to keep it', async ({ page }) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put
    Object.assign(window, { roomLeft: false })
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
      if ('roomLeft' in window && !window.roomLeft) throw new DOMException('full', 'QuotaExceededError')
      return put.apply(this, args)
    }
  })
  const yard = await openTrainyard(page)
  await yard.addBySearch('sample data')
  await expect(page.getByRole('alert')).toContainText('Your work is not saved in this browser')
  const file = await yard.download(() => yard.button('Download the pipeline file').click())
  expect(file.suggestedFilename()).toMatch(/\.json$/)
  await page.evaluate(() => Object.assign(window, { roomLeft: true }))
  await yard.button('Try again').click()
  await expect(page.getByText('Saved here')).toBeVisible()
  await page.reload()
  await expect(yard.node('Sample data')).toBeVisible()
})

test('a file that is no table is refused with a cure', async ({ page }) => {
  const yard = await openTrainyard(page)
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    yard.button('Choose a file').click(),
  ])
  await chooser.setFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('') })
  const dialog = page.getByRole('dialog', { name: 'empty.csv could not be read' })
  await expect(dialog.getByRole('alert')).toContainText(/empty/i)
  await dialog.getByText('Close', { exact: true }).click()
  await expect(dialog).toBeHidden()
})
