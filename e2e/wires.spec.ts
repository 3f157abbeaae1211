import { expect, test } from '@playwright/test'
import { centre, Trainyard } from './trainyard'

const wire = (yard: Trainyard, from: string, to: string) =>
  yard.canvas.getByRole('group', { name: `Wire from ${from} to ${to}` })

test("a wire's end is dragged elsewhere, and a cycle is refused in words", async ({ page }) => {
  const yard = new Trainyard(page)
  await yard.open()
  await page.getByRole('button', { name: /^A first model/ }).click()
  const learner = await centre(yard.port('Logistic regression', 'Input'))
  const scaled = await centre(yard.port('Scale numbers', 'Output'))

  await test.step('from the output that it leaves to an earlier one', async () => {
    const split = await centre(yard.port('Target and split', 'Output'))
    await page.mouse.move(scaled.x + 10, scaled.y)
    await page.mouse.down()
    await page.mouse.move(split.x + 40, split.y - 40, { steps: 5 })
    await page.mouse.move(split.x, split.y, { steps: 5 })
    await page.mouse.up()
    await expect(wire(yard, 'Target and split', 'Logistic regression')).toBeAttached()
    await expect(wire(yard, 'Scale numbers', 'Logistic regression')).toBeHidden()
    await yard.button('Undo').click()
    await expect(wire(yard, 'Scale numbers', 'Logistic regression')).toBeAttached()
  })

  await test.step('let go over nothing it is taken off', async () => {
    await page.mouse.move(learner.x - 10, learner.y)
    await page.mouse.down()
    await page.mouse.move(learner.x - 40, learner.y + 160, { steps: 5 })
    await page.mouse.up()
    await expect(wire(yard, 'Scale numbers', 'Logistic regression')).toBeHidden()
    await expect(yard.node('Logistic regression')).toContainText('Nothing is wired into')
    await yard.button('Undo').click()
  })

  await test.step('back to what feeds it', async () => {
    await yard.node('Scale numbers').click()
    await yard.addBySearch('impute')
    await yard.dragWire(
      yard.port('Impute missing values', 'Output'),
      await centre(yard.port('Scale numbers', 'Input')),
    )
    await expect(page.getByText(/would make a cycle/)).toBeVisible()
  })
})

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
