import { expect, test } from '@playwright/test'
import { openTrainyard } from './trainyard'

test('another threshold moves the points on the curves, the counts and the figures', async ({ page }) => {
  const yard = await openTrainyard(page)
  await page.getByRole('button', { name: /^Better than a guess/ }).click()
  await yard.run()
  await yard.node('Evaluate the model').click()
  const look = yard.results.getByRole('region', { name: /^Another threshold/ })
  const slider = look.getByRole('slider', { name: 'Threshold' })
  const recall = look.locator('[data-figure="at_recall"]')
  await expect(recall).toHaveText((await yard.results.locator('[data-figure="recall"]').innerText()).trim())

  const points = yard.results.locator('[data-place]')
  await expect(points).toHaveCount(2)
  const before = await points.first().getAttribute('cx')
  await slider.press('End')
  await expect(points.first()).not.toHaveAttribute('cx', before ?? '')
  await slider.press('Home')
  await expect(recall).toHaveText('1')
  await expect(look.getByRole('group', { name: /^Confusion matrix at/ })).toContainText('100%')
  await expect(look).toContainText('This only looks. Predictions and the bundle cut at 0.5, until')

  await yard.addBehind('Logistic regression', 'decision threshold')
  await yard.addBySearch('evaluate')
  await yard.run()
  await yard.node('Evaluate').click()
  await expect(look).toContainText(
    /This only looks. Predictions and the bundle cut at 0\.\d+, which “Decision threshold” has set/,
  )
})
