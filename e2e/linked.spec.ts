import { expect, test } from '@playwright/test'
import { centre, openTrainyard } from './trainyard'

test('a cell of the matrix shows its rows, and a row its way through every step', async ({ page }) => {
  const yard = await openTrainyard(page)
  await page.getByRole('button', { name: /^Better than a guess/ }).click()
  await yard.run()
  await yard.node('Evaluate the model').click()
  const matrix = yard.results.getByRole('group', { name: /^Confusion matrix of/ })
  const missed = matrix.getByRole('button').nth(2)
  const count = Number(await missed.locator('strong').innerText())
  await missed.press('Enter')

  const drawer = page.getByRole('dialog', { name: 'True “yes”, predicted “no”' })
  await expect(drawer).toContainText(`${count} rows, the most wrong first`)
  const rows = drawer.getByRole('grid', { name: 'Rows behind the mark' })
  await expect(rows).toHaveAttribute('aria-rowcount', String(count + 1))
  const trace = drawer.getByRole('region', { name: /^Row [\d,]+, step by step/ })
  await expect(trace.getByRole('columnheader')).toContainText([
    'Column',
    'Raw',
    'Target and split',
    'Impute',
    'Encode',
    'Logistic regression',
  ])
  await expect(trace.getByRole('row', { name: /^survived/ })).toContainText('yes')
  await expect(trace.getByRole('row', { name: /^prediction/ })).toContainText(/no 0\.\d+, yes 0\.\d+/)
  const before = await trace.getByRole('heading').innerText()
  await rows.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(trace.getByRole('heading')).not.toHaveText(before)

  const csv = await yard.download(() => drawer.getByRole('button', { name: 'Save as CSV' }).click())
  expect(csv.suggestedFilename()).toMatch(/\.csv$/)
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()

  const roc = yard.results.getByRole('region', { name: /^ROC curve of/ })
  const points = roc.getByRole('slider', { name: 'Point to show the rows of' })
  for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await points.press(key)
  const words = await points.getAttribute('aria-valuetext')
  const place = await centre(roc.locator('[data-place]').last())
  const around = page.getByRole('dialog', { name: words! })
  await points.press('Enter')
  await expect(around).toContainText(/\d+ rows, the most wrong first/)
  await page.keyboard.press('Escape')
  await expect(around).toBeHidden()
  await page.mouse.click(place.x, place.y)
  await expect(around).toBeVisible()
  await page.keyboard.press('Escape')

  await yard.addBehind('Logistic regression', 'slices')
  await yard.run()
  await yard.node('Slices').click()
  const slices = yard.results.getByRole('group', { name: /within \d+ slices of/ })
  const worst = slices.getByRole('row').nth(1)
  const size = await worst.getByRole('cell').nth(2).innerText()
  await worst.getByRole('button', { name: /^Show these rows/ }).press('Enter')
  await expect(page.getByRole('dialog')).toContainText(`${size} rows, the most wrong first`)
  await page.keyboard.press('Escape')
})

test('each class has its figures, and a binary task its gain, lift and reliability', async ({ page }) => {
  const yard = await openTrainyard(page)
  await page.getByRole('button', { name: /^Better than a guess/ }).click()
  await yard.run()
  await yard.node('Evaluate the model').click()
  const classes = yard.results.getByRole('region', { name: /^Classes of/ }).getByRole('table')
  await expect(classes.getByRole('columnheader')).toContainText(['Precision', 'Recall', 'F1'])
  await expect(classes.getByRole('row', { name: /^yes/ })).toContainText(/0\.\d+/)
  for (const curve of ['Precision and recall', 'Cumulative gain', 'Lift', 'How often it came true']) {
    await expect(yard.results.getByRole('img', { name: new RegExp(`^${curve}`) })).toBeAttached()
  }
})

test('several models draw their curves over each other', async ({ page }) => {
  const yard = await openTrainyard(page)
  await page.getByRole('button', { name: /^Better than a guess/ }).click()
  await yard.node('Evaluate the model').click()
  await yard.inspector.getByRole('combobox', { name: 'Input: model 2' }).click()
  const models = page.getByRole('listbox', { name: 'Input: model 2' })
  await models.getByRole('option', { name: 'Baseline' }).click()
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(yard.node('Evaluate the model', 'done')).toBeVisible()
  const roc = yard.results.getByRole('img', { name: /^ROC curve.*Logistic regression.*Baseline/ })
  await expect(roc.locator('[data-line]')).toHaveCount(2)
})

test('a bar and a point show their rows by keys, and by the pointer', async ({ page }) => {
  const yard = await openTrainyard(page)
  await page.getByRole('button', { name: /^Predict a number/ }).click()
  await yard.run()
  await yard.node('Evaluate').click()
  await expect(yard.results.getByRole('region', { name: /^Metrics on/ })).toContainText(
    /R²\s*0\.\d+\s*95% interval 0\.\d+ – 0\.\d+/,
  )
  const residuals = yard.results.getByRole('region', { name: /^Residuals of/ })
  await residuals.getByRole('slider', { name: 'Bar to show the rows of' }).press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /^Residual from -?\d/ })).toContainText(/\d rows?/)
  await page.keyboard.press('Escape')
  await residuals.locator('.recharts-bar-rectangle').nth(3).click()
  await expect(page.getByRole('dialog', { name: /^Residual from/ })).toBeVisible()
  await page.keyboard.press('Escape')

  const each = yard.results.getByRole('region', { name: /^Residual of each of/ })
  await each.getByRole('combobox', { name: 'Against' }).click()
  await page.getByRole('option', { name: 'island' }).click()
  await expect(each).toContainText('Dream')

  const scatter = yard.results.getByRole('region', { name: /^Predicted against actual/ })
  await scatter.getByRole('slider', { name: 'Point to show the rows of' }).press('End')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: /^Row \d/ })
  await expect(dialog).toContainText('1 row')
  await expect(dialog.getByRole('region', { name: /step by step/ })).toBeVisible()
})
