import { expect, test } from '@playwright/test'
import { openTrainyard } from './trainyard'

test('every node tells what it made of its rows, with the columns that it touched on both sides', async ({
  page,
}) => {
  const yard = await openTrainyard(page)
  await page.getByRole('button', { name: /^Better than a guess/ }).click()
  await yard.run()
  await yard.node('Impute missing values').click()
  await yard.results.getByRole('tab', { name: 'Before and after' }).click()
  await expect(yard.results).toContainText('4: 1 changed, 0 made, 0 lost, 3 as before')
  const touched = yard.results.getByRole('list', { name: 'Columns that it touched' })
  const age = touched.getByRole('listitem').filter({ hasText: 'age' })
  await expect(age.getByRole('region', { name: 'Before' })).toContainText('263 missing')
  await expect(age.getByRole('region', { name: 'After' })).toContainText('nothing missing')

  await yard.node('Logistic regression').click()
  await yard.results.getByRole('tab', { name: 'Before and after' }).click()
  await expect(touched.getByRole('listitem')).toContainText([
    'prediction',
    'probability_no',
    'probability_yes',
  ])

  await yard.node('Evaluate the model').click()
  await yard.results.getByRole('tab', { name: 'Before and after' }).click()
  await expect(yard.results).toContainText(/Rows in\s*1,309\s*Columns in\s*\d/)
})
