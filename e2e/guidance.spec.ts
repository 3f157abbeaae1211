import { writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { openTrainyard } from './trainyard'

test('the steps say how far the work is, and what comes next is one click away', async ({ page }) => {
  const yard = await openTrainyard(page)
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

test('every node and every parameter says what it is for', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.addBySearch('sample data')
  await yard.addBySearch('scale')
  for (const [title, words] of [
    ['Sample data', 'A small public data set to try things on.'],
    ['Target and split', 'Chooses what to predict, and keeps rows apart to test on.'],
    ['Scale numbers', 'Brings numbers to a common size, which linear models and networks need.'],
  ] as const) {
    await yard.node(title).click()
    await expect(yard.inspector.getByText(words)).toBeVisible()
  }
  await expect(yard.inspector.getByText('The number columns to scale.')).toBeVisible()
  await expect(yard.inspector.getByText(/^Standard: mean 0 and deviation 1/)).toBeVisible()
})

test('a stale node says why', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.openExample('A first model')
  await yard.run()
  await yard.node('Scale numbers').click()
  await yard.inspector.getByRole('radiogroup', { name: 'Method' }).getByText('Min-max').click()
  await expect(yard.node('Evaluate', 'out of date')).toContainText('Scale numbers changed: Method')
  await yard.node('Evaluate').click()
  await expect(yard.results.getByRole('status')).toContainText('Scale numbers changed: Method')
  await yard.button('Undo').click()
  await expect(yard.node('Evaluate', 'done')).toBeVisible()
})

test('memory that a large run may take is said before it begins', async ({ page }, info) => {
  const types = Array.from({ length: 20 }, (_, i) => ({ name: `c${i}`, kind: 'number' }))
  const file = { name: 'large.csv', hash: 'a'.repeat(64), size: 1_000_000_000 }
  const path = info.outputPath('large.json')
  const nodes = [
    { id: 'csv', stage: 'collect/csv', version: 1, params: { file, types }, position: { x: 0, y: 0 } },
  ]
  writeFileSync(
    path,
    JSON.stringify({ format: 'trainyard/pipeline', version: 1, name: 'large', seed: 0, nodes, wires: [] }),
  )
  const yard = await openTrainyard(page)
  await yard.drop(path)
  await expect(page.getByRole('banner').getByText(/^up to 1\.\d\d GB of memory$/)).toBeVisible()
})

test('a large run is estimated before it begins, and what it takes is remembered', async ({ page }) => {
  await page.addInitScript(() => {
    if (!localStorage.getItem('trainyard/pace'))
      localStorage.setItem('trainyard/pace', JSON.stringify({ 'train/logistic': 1000 }))
  })
  const yard = await openTrainyard(page)
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

test('the positive class is typed, and chosen among the classes once they are known', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.openExample('Better than a guess')
  await yard.node('Target and split').click()
  await expect(yard.inspector.getByRole('textbox', { name: 'Positive class' })).toBeVisible()
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(yard.node('Target and split', 'done')).toBeVisible()
  await yard.inspector.getByRole('combobox', { name: 'Positive class' }).click()
  await page
    .getByRole('listbox', { name: 'Positive class' })
    .getByRole('option', { name: 'no', exact: true })
    .click()
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(yard.node('Target and split', 'done')).toBeVisible()
  await yard.results.getByRole('tab', { name: 'Results' }).click()
  await expect(yard.results).toContainText('no (positive)')
})

test('several columns are chosen by typing, an Enter after each', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.openExample('A first model')
  await yard.node('Scale numbers').click()
  await yard.inspector.getByRole('radiogroup', { name: 'Columns: which' }).getByText('Only').click()
  const columns = yard.inspector.getByRole('combobox', { name: 'Columns', exact: true })
  const chosen = yard.inspector.getByRole('group', { name: 'Columns', exact: true })
  await expect(chosen).toContainText('sepal_width')
  for (let i = 0; i < 4; i++) await columns.press('Backspace')
  await expect(chosen).not.toContainText('sepal_length')
  await page.keyboard.type('petal_w')
  await page.keyboard.press('Enter')
  await page.keyboard.type('sepal_l')
  await page.keyboard.press('Enter')
  await expect(chosen).toContainText('petal_widthsepal_length')
})
