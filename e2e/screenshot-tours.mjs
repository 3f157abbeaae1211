// What is shown in docs/screenshots: each tour begins in an empty browser.

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {(name: string) => Promise<void>} Shot */

/** @param {Page} page */
const resultsOf = (page) => page.getByRole('region', { name: 'Results' })
/** @param {Page} page @param {string} title */
const node = (page, title) =>
  page.getByRole('region', { name: 'Canvas' }).getByRole('group', { name: new RegExp(`^${title}, `) })

/** @param {Page} page */
async function run(page) {
  await page.getByRole('button', { name: 'Run all' }).click()
  await page
    .getByRole('status')
    .filter({ hasText: /^Finished/ })
    .waitFor({ state: 'attached', timeout: 120_000 })
}

/** @param {Page} page @param {string} words */
async function add(page, words) {
  const show = page.getByRole('button', { name: 'Show stages' })
  const isFolded = await show.isVisible()
  if (isFolded) await show.click()
  await page.getByRole('combobox', { name: 'Search stages' }).fill(words)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  if (isFolded) await page.getByRole('button', { name: 'Fold stages' }).click()
}

/** From a sample to figures, curves, rows and columns. @param {Page} page @param {Shot} shot */
async function churn(page, shot) {
  const results = resultsOf(page)
  await page.getByRole('button', { name: /^Telco churn/ }).waitFor()
  await page.getByRole('list', { name: 'Examples' }).waitFor()
  await shot('welcome')
  await page.getByRole('button', { name: /^Telco churn/ }).click()
  await page.getByRole('button', { name: 'Create pipeline' }).waitFor()
  await shot('start')
  await page.getByRole('button', { name: 'Create pipeline' }).click()
  await run(page)
  await results.getByText('ROC AUC').first().waitFor()
  await shot('figures')
  await results.getByRole('slider', { name: 'Threshold' }).scrollIntoViewIfNeeded()
  await shot('threshold')
  await results.getByRole('img', { name: /ROC curve/ }).scrollIntoViewIfNeeded()
  await results.locator('[data-line]').first().waitFor()
  await shot('charts')
  const matrix = results.getByRole('group', { name: /^Confusion matrix of/ })
  await matrix.getByRole('button').nth(2).press('Enter')
  await page.getByRole('region', { name: /^Row [\d,]+, step by step/ }).waitFor()
  await shot('row-behind-a-cell')
  await page.keyboard.press('Escape')
  await node(page, 'Scale numbers').click()
  await results.getByRole('tab', { name: 'Output' }).click()
  await results.getByRole('rowheader', { name: '1', exact: true }).waitFor()
  await shot('rows')
  await results.getByRole('tab', { name: 'Columns' }).click()
  await results
    .getByRole('img', { name: /^Histogram/ })
    .first()
    .waitFor()
  await shot('columns')
  const versions = page.getByRole('button', { name: 'Versions' })
  await versions.click()
  await page.getByRole('button', { name: 'Save version' }).click()
  await page.getByText('Nothing differs').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('radiogroup', { name: 'Method' }).getByText('Min-max').click()
  await versions.click()
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
}

/** Models side by side, and one of them from within. @param {Page} page @param {Shot} shot */
async function wine(page, shot) {
  const results = resultsOf(page)
  await page.getByRole('button', { name: /^Three learners/ }).click()
  await run(page)
  await node(page, 'Compare models').click()
  await results.getByRole('table').first().waitFor()
  await shot('leaderboard')
  await node(page, 'Decision tree').click()
  await results.getByRole('tree').scrollIntoViewIfNeeded()
  await shot('tree')
}

/** A search over two unlocked parameters. @param {Page} page @param {Shot} shot */
async function titanic(page, shot) {
  const results = resultsOf(page)
  const inspector = page.getByRole('region', { name: 'Inspector' })
  await page.getByRole('button', { name: /^Titanic/ }).click()
  await page.getByRole('button', { name: 'Create pipeline' }).click()
  await node(page, 'Logistic regression').click()
  await inspector.getByRole('button', { name: 'Unlock C', exact: true }).click()
  await shot('unlocked')
  await node(page, 'Scale numbers').click()
  await inspector.getByRole('button', { name: 'Unlock Method' }).click()
  await node(page, 'Logistic regression').click()
  await add(page, 'tune')
  await node(page, 'Tune').click()
  await inspector.getByRole('button', { name: 'Run to here' }).click()
  await page
    .getByRole('region', { name: 'Canvas' })
    .getByRole('group', { name: /^Tune, done/ })
    .waitFor({ timeout: 120_000 })
  await results.getByRole('region', { name: 'Every trial over its parameters' }).scrollIntoViewIfNeeded()
  await shot('tune')
}

/** What a model says over two columns. @param {Page} page @param {Shot} shot */
async function penguins(page, shot) {
  await page.getByRole('button', { name: /^Penguins/ }).click()
  await page.getByRole('button', { name: 'Create pipeline' }).click()
  await node(page, 'Logistic regression').click()
  await add(page, 'decision surface')
  await node(page, 'Decision surface').click()
  await run(page)
  await node(page, 'Decision surface').click()
  await resultsOf(page)
    .getByRole('img', { name: /^Decision surface over/ })
    .waitFor()
  await shot('surface')
}

export const tours = [churn, wine, titanic, penguins]
