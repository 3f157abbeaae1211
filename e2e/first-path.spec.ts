import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { node, numbersIn, verify } from './bundle'
import { openTrainyard } from './trainyard'

const csv = 'src/reference/data/telco_churn.csv'
const steps = ['CSV file', 'Target and split', 'Impute missing values', 'Scale numbers']
const later = ['Encode categories', 'Logistic regression', 'Evaluate', 'Bundle']

test('from a CSV on disk to a model that proves itself elsewhere', async ({ page }, info) => {
  const yard = await openTrainyard(page)

  await test.step('drop a CSV, and create a pipeline', async () => {
    await yard.drop(csv)
    const dialog = page.getByRole('dialog', { name: 'Start from telco_churn.csv' })
    await expect(dialog.getByRole('combobox', { name: 'What should be predicted?' })).toHaveValue('churn')
    await expect(dialog.getByRole('radio', { name: 'Two classes' })).toBeChecked()
    for (const name of ['split', 'fold'])
      await dialog.getByRole('checkbox', { name: `Ignore ${name}` }).check()
    await dialog.getByRole('button', { name: 'Create pipeline' }).click()
    for (const title of [...steps, ...later]) await expect(yard.node(title, 'not run yet')).toBeVisible()
  })

  await test.step('run it, and read how good the model is', async () => {
    await yard.run()
    for (const title of [...steps, ...later]) await expect(yard.node(title, 'done')).toBeVisible()
    await expect(yard.inspector.getByRole('heading', { name: 'Evaluate' })).toBeVisible()
  })
  const rocAuc = await yard.results.locator('[data-figure="roc_auc"]').innerText()
  expect(Number(rocAuc)).toBeGreaterThan(0.83)
  await expect(yard.results.getByRole('img', { name: /ROC curve/ })).toBeAttached()

  await test.step('a changed parameter makes stale what is downstream, and only that is run again', async () => {
    await yard.node('Scale numbers').click()
    await yard.inspector.getByRole('radiogroup', { name: 'Method' }).getByText('Min-max').click()
    for (const title of ['Scale numbers', ...later])
      await expect(yard.node(title, 'out of date')).toBeVisible()
    for (const title of steps.slice(0, 3)) await expect(yard.node(title, 'done')).toBeVisible()
    await yard.run()
    await expect(yard.node('Evaluate', 'done')).toBeVisible()
  })

  await test.step('undo brings the first result back without running', async () => {
    await yard.button('Undo').click()
    for (const title of [...steps, ...later]) await expect(yard.node(title, 'done')).toBeVisible()
    await yard.node('Evaluate').click()
    await expect(yard.results.locator('[data-figure="roc_auc"]')).toHaveText(rocAuc)
  })

  await test.step('the bundle verifies itself, and says what the command line says', async () => {
    const bundle = await yard.download(() =>
      yard
        .node('Bundle')
        .getByRole('button', { name: /^Download/ })
        .click(),
    )
    const file = await yard.download(() => yard.button('Save file').click())
    const at = info.outputPath('page.zip')
    const pipeline = info.outputPath('pipeline.json')
    await bundle.saveAs(at)
    await file.saveAs(pipeline)
    const ours = verify(at, info.outputPath('page'))
    expect(ours.said).toContain('Verified')

    const report = info.outputPath('report.json')
    const other = info.outputPath('headless.zip')
    node(
      'scripts/trainyard.mjs',
      'run',
      pipeline,
      '--data',
      `csv=${csv}`,
      '--json',
      report,
      '--bundle',
      other,
    )
    const { metrics } = JSON.parse(readFileSync(report, 'utf8')) as { metrics: { roc_auc: number } }
    expect(metrics.roc_auc.toFixed(4)).toBe(rocAuc)
    const theirs = numbersIn(verify(other, info.outputPath('headless')).golden)
    const mine = numbersIn(ours.golden)
    expect(mine.length).toBe(theirs.length)
    mine.forEach((value, i) => expect(Math.abs(value - theirs[i]!)).toBeLessThanOrEqual(1e-6))
  })

  await test.step('after a reload the work is there, with its history and its data', async () => {
    await page.reload()
    await expect(yard.node('Evaluate')).toBeVisible()
    await yard.button('Redo').click()
    await yard.button('Undo').click()
    await yard.run()
    await expect(yard.results.locator('[data-figure="roc_auc"]')).toHaveText(rocAuc)
  })
})
