import { expect, test } from '@playwright/test'
import { buildHarness, serveHarness } from '../scripts/harness.mjs'
import type { TreesAnswer } from './harness/trees'
import { KNOWN_DIGEST } from '../src/ml/trees/testing/known'

test('trees are the same to the bit in Chromium, alone and with a helper, with shared memory and without', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await buildHarness()
  for (const isolated of [true, false]) {
    const server = await serveHarness({ isolated })
    await page.goto(server.url)
    for (const helpers of [0, 1]) {
      const answer = await page.evaluate((count) => window.ask({ kind: 'trees', helpers: count }), helpers)
      expect(answer).toMatchObject({ digest: KNOWN_DIGEST, isolated, ready: isolated ? helpers : 0 })
      expect((answer as TreesAnswer).grown > 0).toBe(helpers > 0)
    }
    server.close()
  }
})
