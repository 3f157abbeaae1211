// Times trees in Node and in a Chromium worker, with shared memory and without: `npm run bench -- browser trees [--only=WORDS]`.
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { ensureChromium } from './chromium.mjs'
import { buildHarness, serveHarness } from './harness.mjs'
import { headless, root } from './headless-build.mjs'

/** Prints a row for each work and place. @param {string[]} args */
export async function benchTreesInBrowser(args) {
  await buildHarness()
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const places = await Promise.all([true, false].map((isolated) => open(browser, isolated)))
  const { printTrees } = await headless('bench')
  await printTrees(args, join(root, 'public'), places)
  await browser.close()
  for (const { close } of places) close()
}

/** @param {import('@playwright/test').Browser} browser @param {boolean} isolated */
async function open(browser, isolated) {
  const server = await serveHarness({ isolated })
  const page = await browser.newPage()
  await page.goto(server.url)
  return {
    name: `Chromium, ${isolated ? 'isolated' : 'not isolated'}`,
    close: () => server.close(),
    /**
     * Boosting has helpers on shared memory only.
     * @param {{ readonly work: string, readonly threads: number }} one
     */
    run: async ({ work, threads }) =>
      isolated || threads === 1
        ? page.evaluate((name) => window.ask({ kind: 'tree times', work: name }), work)
        : undefined,
  }
}
