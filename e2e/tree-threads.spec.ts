import { expect, test } from '@playwright/test'
import { buildHarness, serveHarness } from '../scripts/harness.mjs'
import type { TreesAnswer } from './harness/trees'
import { KNOWN_DIGEST } from '../src/ml/trees/testing/known'

test('trees are the same to the bit in Chromium, alone and with a helper', async ({ page }) => {
  test.setTimeout(90_000)
  await buildHarness()
  const server = await serveHarness()
  await page.goto(server.url)
  for (const helpers of [0, 1]) {
    const answer = await page.evaluate((count) => window.ask({ kind: 'trees', helpers: count }), helpers)
    expect(answer).toMatchObject({ digest: KNOWN_DIGEST, isolated: true })
    const { answers } = answer as TreesAnswer
    expect(answers > 0).toBe(helpers > 0)
  }
  server.close()
})
