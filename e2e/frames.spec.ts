import { expect, test } from '@playwright/test'
import { centre, openTrainyard } from './trainyard'

test('nodes are grouped, carried along, described, and let go', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.addBySearch('sample data')
  await yard.addBySearch('scale')
  const frame = yard.canvas.getByRole('group', { name: /^Frame/ })

  await test.step('a key puts a frame around what is selected, and its title is typed at once', async () => {
    await yard.node('Target and split').click()
    await page.keyboard.press('g')
    await page.keyboard.type('Honest halves')
    await page.keyboard.press('Enter')
    await expect(frame).toHaveAccessibleName('Frame Honest halves')
    await yard.inspector.getByRole('textbox', { name: 'Text' }).fill('Why we split by year')
    await expect(frame).toContainText('Why we split by year')
  })

  await test.step('what lies in it moves with it, and one undo takes both back', async () => {
    const before = await centre(yard.node('Target and split'))
    const other = await centre(yard.node('Scale numbers'))
    await frame.focus()
    await page.keyboard.press('Shift+ArrowDown')
    await expect.poll(async () => (await centre(yard.node('Target and split'))).y).toBeGreaterThan(before.y)
    expect((await centre(yard.node('Scale numbers'))).y).toBe(other.y)
    await yard.button('Undo').click()
    await expect.poll(async () => (await centre(yard.node('Target and split'))).y).toBe(before.y)
  })

  await test.step('a comment stands by itself; deleting a frame leaves its nodes', async () => {
    await frame.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Delete')
    await expect(frame).toBeHidden()
    await expect(yard.node('Target and split')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('g')
    await page.keyboard.press('Enter')
    await expect(frame).toHaveAccessibleName('Frame Comment')
  })
})
