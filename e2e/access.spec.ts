import { expect, test } from '@playwright/test'
import { faults } from './axe'
import { centre, openTrainyard } from './trainyard'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('everyone can use it', async ({ page }) => {
      const yard = await openTrainyard(page)
      await expect(yard.button('Choose a file')).toBeVisible()
      expect.soft(await faults(page, colorScheme)).toEqual([])

      await page.getByRole('button', { name: /^Penguins/ }).click()
      await expect(yard.button('Create pipeline')).toBeVisible()
      expect.soft(await faults(page, colorScheme)).toEqual([])

      await yard.button('Create pipeline').click()
      await yard.run()
      await expect(yard.results.getByRole('region', { name: /^Confusion/ })).toBeVisible()
      expect.soft(await faults(page, colorScheme)).toEqual([])

      await yard.addBehind('Logistic regression', 'decision surface')
      await yard.run()
      await expect(yard.results.getByRole('img', { name: /^Decision surface over/ })).toBeVisible()
      expect.soft(await faults(page, colorScheme)).toEqual([])

      for (const tab of ['Output', 'Columns']) {
        await yard.node('Scale numbers').click()
        await yard.results.getByRole('tab', { name: tab }).click()
        await expect(yard.results.getByText('species').first()).toBeVisible()
        expect.soft(await faults(page, colorScheme)).toEqual([])
      }
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keys and first steps' })).toBeVisible()
      expect.soft(await faults(page, colorScheme)).toEqual([])

      await page.keyboard.press('Escape')
      await yard.button('Versions').click()
      await yard.button('Save version').click()
      await expect(page.getByRole('status').filter({ hasText: 'Nothing differs' })).toBeVisible()
      expect.soft(await faults(page, colorScheme)).toEqual([])
      await page.keyboard.press('Escape')
      await yard.button('Pipelines').click()
      await expect(page.getByRole('list', { name: 'Kept pipelines' })).toBeVisible()
      expect.soft(await faults(page, colorScheme)).toEqual([])
    })
  })
}

test('nodes are reached by Tab and walked through by arrow keys, told by name and state', async ({
  page,
}) => {
  const yard = await openTrainyard(page)
  await yard.addBySearch('sample data')
  await yard.addBySearch('scale')
  await yard.node('Sample data').focus()
  await expect(yard.node('Sample data', 'not run yet')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(yard.inspector.getByRole('heading', { name: 'Sample data' })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(yard.node('Scale numbers')).toBeFocused()
  await expect(yard.inspector.getByRole('heading', { name: 'Scale numbers' })).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(yard.node('Target and split')).toBeFocused()

  const before = await centre(yard.node('Target and split'))
  await page.keyboard.press('Shift+ArrowDown')
  await expect.poll(async () => (await centre(yard.node('Target and split'))).y).toBeGreaterThan(before.y)
  await expect(yard.node('Target and split')).toBeFocused()
  await yard.button('Undo').click()
  await expect.poll(async () => (await centre(yard.node('Target and split'))).y).toBe(before.y)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })

  test('everything stands below each other, as wide as the window', async ({ page }) => {
    const yard = await openTrainyard(page)
    await yard.startFrom('Penguins')
    await yard.run()
    await yard.results.scrollIntoViewIfNeeded()
    await expect(yard.results.getByText('Accuracy', { exact: true }).first()).toBeInViewport()
    await expect(yard.inspector.getByRole('heading', { name: 'Evaluate' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    expect(await faults(page)).toEqual([])
  })
})
