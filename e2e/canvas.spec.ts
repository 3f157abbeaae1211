import { expect, test } from '@playwright/test'
import { openTrainyard } from './trainyard'

test('keys show everything or life size, select all, cut and let go, and do nothing while typing', async ({
  page,
}) => {
  const yard = await openTrainyard(page)
  await yard.openExample('A first model')
  const width = async () => (await yard.node('Evaluate').boundingBox())!.width
  await expect(yard.node('Evaluate')).toBeInViewport({ ratio: 0.99 })
  const whole = await width()
  await yard.node('Evaluate').click()
  await page.keyboard.press('1')
  await expect.poll(width).toBeGreaterThan(whole)
  await page.keyboard.press('0')
  await expect.poll(width).toBe(whole)

  await page.keyboard.press('Control+a')
  await expect(yard.inspector).toContainText('5 nodes')
  await page.keyboard.press('Escape')
  await expect(yard.inspector).toContainText('5 nodes, 4 wires')

  const name = yard.page.getByRole('textbox', { name: 'Pipeline name' })
  await name.fill('b 0 1')
  await name.press('Enter')
  await expect(yard.canvas.getByRole('group', { name: /, bypassed/ })).toHaveCount(0)

  await yard.node('Scale numbers').click()
  await page.evaluate(() =>
    document.dispatchEvent(
      new ClipboardEvent('cut', { clipboardData: new DataTransfer(), bubbles: true, cancelable: true }),
    ),
  )
  await expect(yard.node('Scale numbers')).toBeHidden()
  await expect(
    yard.canvas.getByRole('group', { name: 'Wire from Target and split to Logistic regression' }),
  ).toBeAttached()
})

test('a stage that is added below the window is brought into sight', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.startFrom('Iris')
  for (const title of ['Leak audit', 'Slices', 'Shapley values', 'Learning curve']) {
    await yard.addBehind('Logistic regression', title)
    await expect(yard.node(title)).toBeInViewport({ ratio: 1 })
  }
})

test.describe('in a narrow window', () => {
  test.use({ viewport: { width: 1024, height: 700 } })

  test('panels fold away and come back, and nothing is cut off', async ({ page }) => {
    const yard = await openTrainyard(page)
    await yard.startFrom('Penguins')
    await yard.run()
    await expect(yard.node('Bundle', 'done')).toBeInViewport({ ratio: 0.99 })
    await expect(yard.results.getByText('Accuracy', { exact: true }).first()).toBeInViewport()
    await yard.button('Fold inspector').click()
    await expect(yard.inspector.getByRole('heading', { name: 'Evaluate' })).toBeHidden()
    await yard.button('Show inspector').click()
    await expect(yard.inspector.getByRole('heading', { name: 'Evaluate' })).toBeVisible()
    await yard.button('Show stages').click()
    await expect(yard.stages.getByRole('option', { name: 'Scale numbers' })).toBeVisible()
    await yard.button('Fold stages').click()
    await yard.node('Scale numbers').click()
    await expect(yard.inspector.getByRole('heading', { name: 'Scale numbers' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1024)
  })
})
