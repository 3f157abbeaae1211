import { expect, test } from '@playwright/test'
import { Trainyard } from './trainyard'

test('the steps say how far the work is, and what comes next is one click away', async ({ page }) => {
  const yard = new Trainyard(page)
  await yard.open()
  const steps = yard.stages.getByRole('list', { name: 'Steps' })
  await expect(steps.getByRole('button', { name: 'Collect: comes next' })).toBeVisible()
  await expect(yard.stages).toContainText('Next: Collect. Bring in a table.')
  await yard.addBySearch('sample data')
  await yard.stages
    .getByRole('group', { name: 'Next after Sample data' })
    .getByRole('button', { name: 'Target and split' })
    .click()
  await expect(
    yard.canvas.getByRole('group', { name: 'Wire from Sample data to Target and split' }),
  ).toBeAttached()
  await expect(steps.getByRole('button', { name: 'Preprocess: in the pipeline' })).toBeVisible()
  await yard.node('Sample data').click()
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(steps.getByRole('button', { name: 'Collect: done' })).toBeVisible()
  await steps.getByRole('button', { name: /^Train/ }).click()
  await expect(yard.stages.getByRole('group', { name: 'Train' }).getByRole('option').first()).toBeInViewport()
})

test('a stale node says why', async ({ page }) => {
  const yard = new Trainyard(page)
  await yard.open()
  await page.getByRole('button', { name: /^A first model/ }).click()
  await yard.run()
  await yard.node('Scale numbers').click()
  await yard.inspector.getByRole('radiogroup', { name: 'Method' }).getByText('Min-max').click()
  await expect(yard.node('Evaluate', 'out of date')).toContainText('Scale numbers changed: Method')
  await yard.node('Evaluate').click()
  await expect(yard.results.getByRole('status')).toContainText('Scale numbers changed: Method')
  await yard.button('Undo').click()
  await expect(yard.node('Evaluate', 'done')).toBeVisible()
})

test('a large run is estimated before it begins, and what it takes is remembered', async ({ page }) => {
  await page.addInitScript(() => {
    if (!localStorage.getItem('trainyard/pace'))
      localStorage.setItem('trainyard/pace', JSON.stringify({ 'train/logistic': 1000 }))
  })
  const yard = new Trainyard(page)
  await yard.open()
  await yard.startFrom('Penguins')
  await yard.node('Sample data').click()
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(page.getByRole('banner').getByText(/^about \d+ min$/)).toBeVisible()
  await yard.run()
  await expect(page.getByRole('banner').getByText(/^about/)).toBeHidden()
  const pace = await page.evaluate(() => localStorage.getItem('trainyard/pace'))
  expect(JSON.parse(pace ?? '{}')).toHaveProperty('evaluate/evaluate')
  expect(JSON.parse(pace ?? '{}')['train/logistic']).toBeLessThan(1000)
})
