import { expect, test } from '@playwright/test'
import { openTrainyard } from './trainyard'

test('learners compete under a budget, and the winner becomes an ordinary node that undo takes back', async ({
  page,
}) => {
  const yard = await openTrainyard(page)
  await yard.startFrom('Penguins')
  await yard.addBehind('Logistic regression', 'auto select')
  await yard.inspector.getByRole('textbox', { name: 'Candidates' }).fill('12')
  await yard.inspector.getByRole('textbox', { name: 'How many folds' }).fill('2')
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(yard.node('Auto select', 'done')).toBeVisible()

  await test.step('every candidate is in the table, and the optimism has a figure', async () => {
    const board = yard.results.getByRole('group', { name: /^Leaderboard by Accuracy on 2 folds/ })
    await expect(board.getByRole('row')).toHaveCount(13)
    await expect(board.getByRole('row', { name: /^Baseline/ })).toBeVisible()
    await expect(yard.results.locator('[data-figure="optimism"]')).toHaveText(/^0/)
  })

  await test.step('the winner is put into the pipeline, can be run and edited, and taken back', async () => {
    const winner = yard.results.getByRole('group', { name: /^The winner: / })
    const stage = (
      await winner
        .getByRole('row', { name: / Stage / })
        .getByRole('cell')
        .last()
        .innerText()
    ).trim()
    await yard.results.getByRole('button', { name: 'Put the winner into the pipeline' }).click()
    await expect(yard.inspector.getByText(stage, { exact: true }).first()).toBeVisible()
    await yard.run()
    await expect(yard.node(stage, 'done')).toBeVisible()
    await expect(yard.node('Evaluate', 'done')).toBeVisible()
    await yard.button('Undo').click()
    await expect(yard.node('Auto select', 'done')).toBeVisible()
  })
})
