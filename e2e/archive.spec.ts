import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { zipSync } from 'fflate'
import { openTrainyard } from './trainyard'

const csv = 'src/reference/data/telco_churn.csv'

test('a pipeline is sent with its data, and runs where it arrives', async ({ browser, page }, info) => {
  const yard = await openTrainyard(page)
  await yard.drop(csv)
  await yard.button('Create pipeline').click()
  const sent = await yard.download(() => yard.button('Save with data').click())
  expect(sent.suggestedFilename()).toBe('telco_churn.trainyard.zip')
  const path = info.outputPath('telco_churn.trainyard.zip')
  await sent.saveAs(path)

  const there = await openTrainyard(await (await browser.newContext()).newPage())
  await there.drop(path)
  await there.node('CSV file').click()
  await there.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(there.node('CSV file', 'done')).toBeVisible()

  const report = info.outputPath('report.json')
  execFileSync(process.execPath, ['scripts/trainyard.mjs', 'run', path, '--json', report])
  const { metrics } = JSON.parse(readFileSync(report, 'utf8')) as { metrics: { roc_auc: number } }
  expect(metrics.roc_auc).toBeGreaterThan(0.8)
})

test('what is no archive is refused in words, and nothing is lost', async ({ page }, info) => {
  const yard = await openTrainyard(page)
  await yard.addBySearch('sample data')
  const path = info.outputPath('evil.zip')
  writeFileSync(path, zipSync({ '../evil': new Uint8Array(3) }))
  await yard.drop(path)
  const alert = page.getByRole('alert').filter({ hasText: 'evil.zip was not opened' })
  await expect(alert).toContainText('This zip holds "../evil"')
  await expect(yard.node('Sample data')).toBeVisible()
})
