import { expect, test } from '@playwright/test'
import { Trainyard } from './trainyard'

const wire = (yard: Trainyard, from: string, to: string) =>
  yard.canvas.getByRole('group', { name: `Wire from ${from} to ${to}` })

test('wires are made and taken off without a mouse', async ({ page }) => {
  const yard = new Trainyard(page)
  await yard.open()
  await page.getByRole('button', { name: /^A first model/ }).click()
  await yard.node('Logistic regression').focus()
  await page.keyboard.press('Enter')
  const input = yard.inspector.getByRole('combobox', { name: 'Input: data' })
  await expect(input).toHaveValue('Scale numbers')
  await input.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox', { name: 'Input: data' })).toBeVisible()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(input).toHaveValue('Target and split')
  await expect(wire(yard, 'Target and split', 'Logistic regression')).toBeAttached()
  await expect(wire(yard, 'Scale numbers', 'Logistic regression')).toBeHidden()
})

test('commands and stages are found by name', async ({ page }) => {
  const yard = new Trainyard(page)
  await yard.open()
  await page.getByRole('button', { name: /^A first model/ }).click()
  await yard.node('Logistic regression').click()
  const find = async (words: string) => {
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Find a command or a stage').fill(words)
    await page.keyboard.press('Enter')
  }
  await find('cross-val')
  await expect(wire(yard, 'Logistic regression', 'Cross-validate')).toBeAttached()
  await find('undo')
  await expect(yard.node('Cross-validate')).toBeHidden()
})

test('a region is selected and deleted, and comes back with its wires', async ({ page }) => {
  const yard = new Trainyard(page)
  await yard.open()
  await page.getByRole('button', { name: /^A first model/ }).click()
  const [first, second] = [
    await yard.node('Sample data').boundingBox(),
    await yard.node('Target and split').boundingBox(),
  ]
  await page.keyboard.down('Shift')
  await page.mouse.move(first!.x - 12, first!.y - 40)
  await page.mouse.down()
  await page.mouse.move(second!.x + 40, second!.y + second!.height + 30, { steps: 6 })
  await page.mouse.up()
  await page.keyboard.up('Shift')
  await expect(yard.inspector).toContainText('2 nodes')
  await page.keyboard.press('Delete')
  await expect(yard.node('Sample data')).toBeHidden()
  await expect(yard.node('Target and split')).toBeHidden()
  await yard.button('Undo').click()
  await expect(wire(yard, 'Sample data', 'Target and split')).toBeAttached()
})
