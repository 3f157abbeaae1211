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
