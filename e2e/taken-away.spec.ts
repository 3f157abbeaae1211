import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { openTrainyard } from './trainyard'

test('charts, tables and the whole pipeline can be taken away, and looks at test rows are counted', async ({
  page,
}, testInfo) => {
  const yard = await openTrainyard(page)
  await page.getByRole('button', { name: /^Better than a guess/ }).click()
  await yard.run()
  await yard.node('Evaluate the model').click()
  await expect(yard.inspector.getByRole('note')).toContainText(
    'The test rows of “Logistic regression” have been looked at once.',
  )
  await expect(yard.inspector.getByRole('note')).toContainText('lets these rows choose the model')

  const save = async (card: RegExp, item: string) => {
    const menu = yard.results.getByRole('region', { name: card }).getByRole('button', { name: /^Save / })
    await menu.first().click()
    const menuOf = page.getByRole('menu', { name: new RegExp(card.source.replace('^', '“')) })
    const file = await yard.download(() => menuOf.getByRole('menuitem', { name: item }).click())
    return readFileSync(await file.path())
  }
  const svg = (await save(/^ROC curve/, 'Save as SVG')).toString()
  expect(svg).toMatch(/^<svg .*ROC curve of .*False positive rate.*True positive rate/s)
  const png = await save(/^Confusion matrix of/, 'Save as PNG')
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.length).toBeGreaterThan(5000)
  const csv = (await save(/^Classes of/, 'Save as CSV')).toString()
  expect(csv).toMatch(/^Class,Precision,Recall,F1,Rows\nno,0\.\d+/)

  const report = await yard.download(() => yard.button('Save report').click())
  expect(report.suggestedFilename()).toMatch(/\.html$/)
  const path = testInfo.outputPath('report.html')
  await report.saveAs(path)
  await page.goto(`file://${path}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Better than a guess')
  await expect(page.getByRole('img', { name: /^The pipeline/ })).toBeVisible()
  await expect(page.getByRole('img', { name: /^ROC curve of/ }).first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Data profile' })).toBeVisible()
})
