import { expect, test } from '@playwright/test'
import { openTrainyard } from './trainyard'

test('keys act on the node that they have come to, which shows it, and go on from there', async ({
  page,
}) => {
  const yard = await openTrainyard(page)
  await yard.openExample('A first model')
  await yard.node('Target and split').click()
  await page.keyboard.press('Tab')
  await expect(yard.node('Scale numbers')).toBeFocused()
  await expect(yard.node('Scale numbers')).toHaveCSS('outline-style', 'solid')
  await page.keyboard.press('F2')
  const name = yard.node('Scale numbers').getByRole('textbox', { name: 'Node name' })
  await expect(name).toBeFocused()
  await name.fill('Sized')
  await name.press('Enter')
  await expect(yard.node('Sized')).toBeFocused()
  await page.keyboard.press('Control+d')
  await expect(yard.node('Sized')).toHaveCount(2)
  await page.keyboard.press('Delete')
  await expect(yard.canvas.getByRole('group', { name: 'Wire from Sized to' })).toHaveCount(1)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+Tab')
  await expect(yard.node('Sized')).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(yard.node('Sized')).toHaveCount(0)
  await expect(yard.canvas).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(yard.canvas.locator(':focus')).toHaveAccessibleName(/, not run yet$/)
})

test('keys go on from a stage that was added by its name', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.openExample('A first model')
  await yard.button('Help').hover()
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Find a command or a stage').fill('Add Random forest')
  await page.keyboard.press('Enter')
  await expect(yard.node('Random forest')).toBeFocused()
})

test('a dialog gives the focus back to what opened it', async ({ page }) => {
  const yard = await openTrainyard(page)
  for (const name of ['Help', 'Examples']) {
    await yard.button(name).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(yard.button(name)).toBeFocused()
  }
})

test('a field for a number shows the one that is in force, and takes none for another', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.openExample('A first model')
  const seed = yard.inspector.getByRole('textbox', { name: 'Seed' })
  for (const wrong of ['', '1.5', '99999999999999999999']) {
    await seed.fill('7')
    await seed.fill(wrong)
    await seed.press('Tab')
    await expect(seed).toHaveValue('7')
  }
  await yard.node('Logistic regression').click()
  const C = yard.inspector.getByRole('textbox', { name: 'C', exact: true })
  await C.press('Control+a')
  await page.keyboard.type('2.5e-4')
  await expect(C).toHaveValue('2.5e-4')
  await C.press('Tab')
  await expect(C).toHaveValue('0.00025')
  await yard.addBehind('Logistic regression', 'tune')
  await yard.inspector.getByRole('textbox', { name: 'Trials' }).fill('2.5')
  await expect(yard.inspector.getByText('Trials is not a whole number')).toBeVisible()
})

test('a double click on Run all runs all', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.openExample('A first model')
  await yard.button('Run all').dblclick()
  await expect(yard.node('Evaluate', 'done')).toBeVisible()
})
