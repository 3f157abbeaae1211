import { expect, test } from '@playwright/test'
import { Trainyard } from './trainyard'

test('folds are fitted in workers of their own; too many are refused, and undo finds the result again', async ({
  page,
}) => {
  const yard = new Trainyard(page)
  await yard.open()
  await yard.startFrom('Penguins')
  await yard.node('Logistic regression').click()
  await yard.addBySearch('cross-validate')
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
  const yard = new Trainyard(page)
  await yard.open()
  await page.getByRole('button', { name: /^A first model/ }).click()
  await yard.node('Logistic regression').click()
  await yard.addBySearch('validation curve')
  const node = yard.inspector.getByRole('combobox', { name: 'Node' })
  await expect(node).toHaveValue('Logistic regression')
  const number = yard.inspector.getByRole('combobox', { name: 'Parameter' })
  await expect(number).toHaveValue('C')
  await number.click()
  await page.getByRole('option', { name: 'Most iterations' }).click()
  const values = yard.inspector.getByText('160', { exact: true })
  await expect(values).toBeVisible()
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(yard.node('Validation curve', 'done')).toBeVisible({ timeout: 30_000 })
  await expect(
    yard.results.getByRole('img', { name: /^Validation curve of max_iter over 5 folds/ }),
  ).toBeVisible()
  await yard.button('Undo').click()
  await expect(values).toBeHidden()
})
