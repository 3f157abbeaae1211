// Draws docs/screenshots from the built page: `npm run build && npm run screenshots`.
import { mkdirSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { ensureChromium } from '../scripts/chromium.mjs'
import { serve } from '../scripts/start.mjs'

const folder = 'docs/screenshots'
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
]
const schemes = /** @type {const} */ (['light', 'dark'])

mkdirSync(folder, { recursive: true })
const { close, url } = await serve({ port: 0 })
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
for (const viewport of sizes) {
  for (const colorScheme of schemes) {
    const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })
    const page = await context.newPage()
    const results = page.getByRole('region', { name: 'Results' })
    /** @param {string} name */
    const shot = async (name) => {
      await page.mouse.move(0, 0)
      await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${viewport.width}.png` })
    }
    await page.goto(url)
    await page.getByRole('button', { name: /^Telco churn/ }).waitFor()
    await page.getByRole('list', { name: 'Examples' }).waitFor()
    await page.evaluate(() => document.fonts.ready)
    await shot('welcome')
    await page.getByRole('button', { name: /^Telco churn/ }).click()
    await page.getByRole('button', { name: 'Create pipeline' }).waitFor()
    await shot('start')
    await page.getByRole('button', { name: 'Create pipeline' }).click()
    await page.getByRole('button', { name: 'Run all' }).click()
    await results.getByText('ROC AUC').waitFor()
    await page
      .getByRole('status')
      .filter({ hasText: /^Finished/ })
      .waitFor({ state: 'attached' })
    await shot('figures')
    await results.getByRole('slider', { name: 'Threshold' }).scrollIntoViewIfNeeded()
    await shot('threshold')
    await results.getByRole('img', { name: /ROC curve/ }).scrollIntoViewIfNeeded()
    await results.locator('.recharts-line').first().waitFor()
    await shot('charts')
    await page.getByRole('group', { name: /^Scale numbers/ }).click()
    await results.getByRole('rowheader', { name: '1', exact: true }).waitFor()
    await shot('rows')
    await results.getByRole('tab', { name: 'Columns' }).click()
    await results
      .getByRole('img', { name: /^Histogram/ })
      .first()
      .waitFor()
    await shot('columns')
    await page.getByRole('button', { name: 'Versions' }).click()
    await page.getByRole('button', { name: 'Save version' }).click()
    await page.getByText('Nothing differs').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('radiogroup', { name: 'Method' }).getByText('Min-max').click()
    await page.getByRole('button', { name: 'Versions' }).click()
    await page.getByRole('list', { name: 'Differences' }).waitFor()
    await shot('versions')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'New pipeline' }).click()
    await page.getByRole('list', { name: 'Recent pipelines' }).waitFor()
    await page.getByRole('button', { name: 'Close the message' }).click()
    await page.getByRole('button', { name: /^A first model/ }).click()
    await page.getByRole('button', { name: 'Pipelines', exact: true }).click()
    await page.getByRole('list', { name: 'Kept pipelines' }).waitFor()
    await shot('pipelines')
    await context.close()
  }
}
await browser.close()
await close()
