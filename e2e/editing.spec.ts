import { expect, test } from '@playwright/test'
import { centre, openTrainyard } from './trainyard'

test('a palette, a keyboard, and every act can be undone', async ({ page }) => {
  const yard = await openTrainyard(page)

  await test.step('search and Enter add a stage behind the selected one; what must come in between comes too', async () => {
    await yard.addBySearch('sampl')
    await yard.addBySearch('scnu')
    for (const title of ['Sample data', 'Target and split', 'Scale numbers']) {
      await expect(yard.node(title)).toBeVisible()
    }
    await expect(page.getByText('learns from rows, so it comes after Target and split')).toBeVisible()
    await expect(yard.canvas.getByRole('group', { name: /^Wire from/ })).toHaveCount(2)
    await yard.button('Undo').click()
    await expect(yard.node('Scale numbers')).toBeHidden()
    await expect(yard.node('Target and split')).toBeHidden()
    await yard.button('Redo').click()
    await expect(yard.node('Scale numbers')).toBeVisible()
  })

  await test.step('keys rename, duplicate, delete and heal, and do nothing while typing', async () => {
    await yard.node('Target and split').click()
    await page.keyboard.press('F2')
    await page.keyboard.type('Halves')
    await page.keyboard.press('Enter')
    await expect(yard.node('Halves')).toBeVisible()
    await page.keyboard.press('Control+d')
    await expect(yard.node('Halves')).toHaveCount(2)
    await expect(yard.canvas.getByRole('group', { name: 'Wire from Sample data to Halves' })).toHaveCount(2)
    await page.keyboard.press('Delete')
    await expect(yard.node('Halves')).toHaveCount(1)
    const name = yard.page.getByRole('textbox', { name: 'Pipeline name' })
    await name.fill('My work')
    await name.press('Backspace')
    await expect(name).toHaveValue('My wor')
    await name.press('Enter')
    await expect(yard.node('Halves')).toHaveCount(1)
  })

  await test.step('everything is copied, pasted and taken back', async () => {
    await yard.node('Scale numbers').click()
    await page.keyboard.press('Control+a')
    await page.evaluate(() => {
      const clipboardData = new DataTransfer()
      document.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true }))
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
    })
    await expect(yard.canvas.getByRole('group', { name: /^Wire from/ })).toHaveCount(4)
    for (let i = 0; i < 10; i++) await page.keyboard.press('Control+z')
    await expect(page.getByRole('heading', { name: 'Drop a CSV here' })).toBeVisible()
    await page.keyboard.press('Control+Shift+z')
    await expect(yard.node('Sample data')).toBeVisible()
  })
})

test('wires: what fits is offered, what does not is refused in words and mended', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.addBySearch('sample data')
  await yard.canvas.locator('.react-flow__pane').click({ position: { x: 400, y: 640 } })
  await yard.canvas.locator('.react-flow__pane').dblclick({ position: { x: 400, y: 560 } })
  await page.getByRole('combobox', { name: 'Search stages to add' }).fill('logistic')
  await page.keyboard.press('Enter')
  await expect(yard.node('Logistic regression')).toContainText('Nothing is wired into')

  await yard.dragWire(
    yard.port('Sample data', 'Output'),
    await centre(yard.port('Logistic regression', 'Input')),
  )
  await expect(
    page.getByText('Sample data gives a table, and Logistic regression takes a dataset.'),
  ).toBeVisible()
  await yard.button('Put Target and split in between').click()
  await expect(yard.node('Target and split')).toBeVisible()
  await expect(yard.canvas.getByRole('group', { name: /^Wire from/ })).toHaveCount(2)

  await yard.dragWire(
    yard.port('Logistic regression', 'Output'),
    await centre(yard.canvas.getByRole('button', { name: 'Fit View' })).then(({ x, y }) => ({
      x: x + 80,
      y: y - 80,
    })),
  )
  const offered = page.getByRole('dialog', { name: 'Add a stage' })
  await expect(offered.getByRole('option', { name: 'Evaluate' })).toBeVisible()
  await expect(offered.getByRole('option', { name: 'Scale numbers' })).toBeHidden()
  await offered.getByRole('option', { name: 'Evaluate' }).click()
  await expect(
    yard.canvas.getByRole('group', { name: 'Wire from Logistic regression to Evaluate' }),
  ).toBeAttached()
})

test('a stage dragged onto a wire goes into it, and what is behind makes room', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.addBySearch('sample data')
  await yard.addBySearch('scale')
  const wire = yard.canvas.getByRole('group', { name: 'Wire from Target and split to Scale numbers' })
  await expect(yard.results).toBeVisible()
  await wire.hover()
  const before = await centre(yard.node('Scale numbers'))
  await yard.stages.getByRole('option', { name: 'Impute missing values' }).dragTo(wire)
  for (const ends of [
    'Target and split to Impute missing values',
    'Impute missing values to Scale numbers',
  ]) {
    await expect(yard.canvas.getByRole('group', { name: `Wire from ${ends}` })).toBeAttached()
  }
  await expect.poll(async () => (await centre(yard.node('Scale numbers'))).x).toBeGreaterThan(before.x)
})

test('a fault is told on its node, in words, and opens by itself', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.addBySearch('sample data')
  await yard.addBySearch('impute')
  await yard.run()
  await expect(yard.node('Target and split', 'failed')).toContainText('No target is chosen')
  await expect(yard.node('Sample data', 'done')).toBeVisible()
  await expect(yard.results.getByRole('alert')).toContainText('Choose the column to predict')

  await yard.inspector.getByRole('combobox', { name: 'Target', exact: true }).click()
  await page.getByRole('option', { name: 'species' }).click()
  await yard.run()
  await expect(yard.node('Impute missing values', 'done')).toBeVisible()
})

test('rows are walked through by keys', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.addBySearch('sample data')
  await yard.run()
  await yard.node('Sample data').click()
  const grid = yard.results.getByRole('grid', { name: 'Rows' })
  await expect(grid).toHaveAttribute('aria-rowcount', '345')
  await grid.focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+End')
  await expect(grid.getByRole('gridcell', { selected: true })).toBeInViewport()
  await expect(grid.getByRole('rowheader', { name: '344' })).toBeVisible()
})

test('a bypassed node stays, and the pipeline runs as if it were not there', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.openExample('A first model')
  await yard.node('Scale numbers').click()
  await page.keyboard.press('b')
  await expect(yard.node('Scale numbers', 'bypassed')).toContainText('Bypassed')
  await yard.run()
  await expect(yard.node('Evaluate', 'done')).toBeVisible()
  await expect(yard.node('Scale numbers', 'bypassed')).toBeVisible()
  await yard.button('Undo').click()
  await expect(yard.node('Logistic regression', 'out of date')).toContainText(
    'Scale numbers was put before it',
  )
})
