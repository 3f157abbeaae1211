import { expect, test } from '@playwright/test'
import { openTrainyard } from './trainyard'

test('four models are compared, and the winner opens as the pipeline that made it', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.startFrom('Penguins')
  for (const learner of ['decision tree', 'nearest neighbours', 'gaussian naive']) {
    await yard.addBehind('Encode categories', learner)
  }
  await yard.addBehind('Logistic regression', 'compare')
  const models = ['Logistic regression', 'Decision tree', 'Nearest neighbours', 'Gaussian naive Bayes']

  await test.step('all four stand in one table over the same folds, beside a baseline', async () => {
    await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
    await expect(yard.node('Compare models', 'done')).toBeVisible()
    const board = yard.results.getByRole('group', { name: /^Leaderboard by Accuracy over 5 folds/ })
    await expect(board.getByRole('row')).toHaveCount(6)
    for (const name of [...models, 'Baseline, no features'])
      await expect(board.getByRole('row', { name: new RegExp(`^${name}`) })).toBeVisible()
    await expect(board.getByRole('row', { name: /^Baseline/ })).toContainText('Worse than the best')
  })

  const winner = yard.results.getByRole('heading', { name: /^The winner: / })
  const best = (await winner.innerText()).replace('The winner: ', '')
  const losers = models.filter((name) => name !== best)
  const before = [
    'Sample data',
    'Target and split',
    'Impute missing values',
    'Scale numbers',
    'Encode categories',
  ]
  expect(losers).toHaveLength(3)

  await test.step('its row opens the steps that made it, and no others', async () => {
    const row = yard.results.getByRole('row', { name: new RegExp(`^${best}`) }).first()
    await expect(row).toContainText('Best mean')
    await row.getByRole('button', { name: `Show ${best} on the canvas` }).click()
    await expect(yard.canvas.locator('.react-flow__node.selected')).toHaveCount(before.length + 1)
    for (const name of [...before, best])
      await expect(yard.canvas.locator('.react-flow__node.selected').filter({ hasText: name })).toBeVisible()
  })

  await test.step('the baseline, which no node made, is put beside the learner', async () => {
    await yard.node('Compare models').click()
    await yard.results.getByRole('button', { name: 'Put Baseline, no features on the canvas' }).click()
    await expect(
      yard.canvas.getByRole('group', { name: 'Wire from Encode categories to Baseline' }),
    ).toBeAttached()
    await expect(yard.canvas.locator('.react-flow__node.selected')).toHaveCount(before.length + 1)
    await yard.button('Undo').click()
    await expect(yard.node('Baseline')).toBeHidden()
  })

  await test.step('what still uses another model is told, and can be given the one that is kept', async () => {
    await yard.node('Compare models').click()
    await yard.results.getByRole('button', { name: 'Keep only Decision tree' }).click()
    await expect(page.getByText('Logistic regression: still used by Evaluate and Bundle.')).toBeVisible()
    await yard.button('Use Decision tree there').click()
    for (const end of ['Evaluate', 'Bundle'])
      await expect(
        yard.canvas.getByRole('group', { name: `Wire from Decision tree to ${end}` }),
      ).toBeAttached()
    await yard.button('Undo').click()
    await yard.button('Undo').click()
    await expect(yard.node('Compare models', 'done')).toBeVisible()
  })

  await test.step('it is kept by one act, and undo brings the others back', async () => {
    await yard.node('Compare models').click()
    await yard.results.getByRole('button', { name: `Keep only ${best}` }).click()
    for (const name of [...losers, 'Compare models']) await expect(yard.node(name)).toBeHidden()
    for (const name of [...before, best]) await expect(yard.node(name)).toBeVisible()
    await yard.run()
    await expect(yard.node('Evaluate', 'done')).toBeVisible()
    await yard.button('Undo').click()
    for (const name of [...losers, 'Compare models']) await expect(yard.node(name)).toBeVisible()
  })
})
