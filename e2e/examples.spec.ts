import { expect, test } from '@playwright/test'
import { centre, openTrainyard } from './trainyard'

test('an example opens with one click, runs, and stays when another is opened', async ({ page }) => {
  const yard = await openTrainyard(page)
  const examples = page.getByRole('list', { name: 'Examples' }).getByRole('button')
  await expect(examples).toHaveCount(8)
  await expect(examples.filter({ has: page.locator('svg rect') })).toHaveCount(8)
  await yard.openExample('A first model')
  await expect(page.getByRole('textbox', { name: 'Pipeline name' })).toHaveValue('A first model')
  await yard.run()
  await expect(yard.node('Evaluate', 'done')).toContainText(/Accuracy\s*(0\.9|1)/)

  await yard.button('Examples').click()
  const dialog = page.getByRole('dialog', { name: 'Examples' })
  await dialog.getByRole('button', { name: /^Three learners/ }).click()
  await expect(dialog).toBeHidden()
  await expect(yard.node('Random forest')).toBeVisible()
  const said = page.getByRole('status').filter({ hasText: 'is a pipeline of its own' })
  await said.getByRole('button', { name: 'Back to it' }).click()
  await expect(yard.node('Evaluate', 'done')).toBeVisible()
})

test('nodes are put in order in one act, by a button or a key', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.openExample('A first model')
  const gap = async () => {
    const scale = await centre(yard.node('Scale numbers'))
    const learner = await centre(yard.node('Logistic regression'))
    return { x: learner.x - scale.x, y: learner.y - scale.y }
  }
  await expect(yard.node('Logistic regression')).toBeVisible()
  await yard.node('Logistic regression').click()
  for (let i = 0; i < 5; i++) await page.keyboard.press('Shift+ArrowDown')
  await expect.poll(async () => (await gap()).y).toBeGreaterThan(20)
  await yard.button('Arrange the nodes').click()
  await expect.poll(async () => Math.abs((await gap()).y)).toBeLessThan(2)
  await expect.poll(async () => (await gap()).x).toBeGreaterThan(100)
  await yard.button('Undo').click()
  await expect.poll(async () => (await gap()).y).toBeGreaterThan(20)
  await page.keyboard.press('l')
  await expect.poll(async () => Math.abs((await gap()).y)).toBeLessThan(2)
})
