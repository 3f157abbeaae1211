import { writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { openTrainyard } from './trainyard'

test('folds are fitted in workers of their own; too many are refused, and undo finds the result again', async ({
  page,
}) => {
  const yard = await openTrainyard(page)
  await yard.startFrom('Penguins')
  await yard.addBehind('Logistic regression', 'cross-validate')
  await yard.run()
  await expect(yard.node('Cross-validate', 'done')).toBeVisible()
  await yard.node('Cross-validate').click()
  await expect(yard.results).toContainText('over 5 folds')
  await expect(yard.results).toContainText('258 rows, each held out')

  await yard.inspector.getByRole('textbox', { name: 'How many folds' }).fill('200')
  await yard.button('Run all').click()
  await expect(yard.node('Cross-validate', 'failed')).toBeVisible()
  await yard.button('Undo').click()
  await expect(yard.node('Cross-validate', 'done')).toBeVisible()
})

test('a validation curve is drawn against a number that is chosen, with values that suit it', async ({
  page,
}) => {
  const yard = await openTrainyard(page)
  await yard.openExample('A first model')
  await yard.addBehind('Logistic regression', 'validation curve')
  const node = yard.inspector.getByRole('combobox', { name: 'Node' })
  await expect(node).toHaveValue('Logistic regression')
  const number = yard.inspector.getByRole('combobox', { name: 'Parameter' })
  await expect(number).toHaveValue('C')
  await number.click()
  await page.getByRole('option', { name: 'Most iterations' }).click()
  const values = yard.inspector.getByText('160', { exact: true })
  await expect(values).toBeVisible()
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(yard.node('Validation curve', 'done')).toBeVisible()
  await expect(
    yard.results.getByRole('img', { name: /^Validation curve of max_iter over 5 folds/ }),
  ).toBeVisible()
  await yard.button('Undo').click()
  await expect(values).toBeHidden()
})

test('a leak audit stands ready behind a model, and names the column that gives the target away', async ({
  page,
}, info) => {
  const rows = Array.from({ length: 120 }, (_, i) => {
    const bought = (i * 37) % 50 > 25
    return `${(i * 29) % 31},${bought ? i + 0.5 : -i - 0.5},${bought ? 'yes' : 'no'}`
  })
  writeFileSync(info.outputPath('leaky.csv'), ['age,refund,bought', ...rows].join('\n'))
  const yard = await openTrainyard(page)
  await yard.drop(info.outputPath('leaky.csv'))
  await yard.button('Create pipeline').click()
  await yard.node('Logistic regression').click()
  await yard.stages
    .getByRole('group', { name: /^Next after/ })
    .getByRole('button', { name: 'Leak audit' })
    .click()
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(yard.node('Leak audit', 'done')).toBeVisible()
  const checks = yard.results.getByRole('group', { name: 'What was checked' })
  const telling = checks.getByRole('row', { name: /^Single columns that tell the target/ })
  await expect(telling).toContainText('Look at this')
  await expect(telling).toContainText('refund')
  await expect(checks.getByRole('row', { name: /^Target shuffled/ })).toContainText('Fine')
})
