import { expect, test, type Request } from '@playwright/test'
import { openTrainyard } from './trainyard'

test('the canvas can be used after at most 300 KB of gzipped JavaScript', async ({ page }) => {
  // What is fetched in idle time is not needed to begin.
  await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }))
  const scripts: Request[] = []
  page.on('requestfinished', (request) => {
    if (new URL(request.url()).pathname.endsWith('.js')) scripts.push(request)
  })
  await openTrainyard(page)
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeEnabled()
  await expect(page.getByRole('option', { name: 'CSV file' })).toBeVisible()
  const sizes = await Promise.all([...scripts].map((request) => request.sizes()))
  const total = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
  expect(total).toBeGreaterThan(100_000)
  expect(total).toBeLessThanOrEqual(300_000)
})
