// The page of e2e/harness in a Chromium, isolated from other origins and not: where benchmarks ask their questions.
import { chromium } from '@playwright/test'
import { ensureChromium } from './chromium.mjs'
import { buildHarness, serveHarness } from './harness.mjs'

/**
 * @typedef {import('../e2e/harness/worker').Question} Question
 * @typedef {import('../e2e/harness/worker').Answer} Answer
 * @typedef {{ name: string, isolated: boolean, ask: (question: Question) => Promise<Answer> }} Place
 */

/** @template T @param {(isolated: Place, not: Place) => Promise<T>} use */
export async function withPlaces(use) {
  await buildHarness()
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const [isolated, not] = [await open(browser, true), await open(browser, false)]
  try {
    return await use(isolated, not)
  } finally {
    await browser.close()
    for (const { close } of [isolated, not]) close()
  }
}

/** @param {import('@playwright/test').Browser} browser @param {boolean} isolated */
async function open(browser, isolated) {
  const server = await serveHarness({ isolated })
  const page = await browser.newPage()
  await page.goto(server.url)
  if ((await page.evaluate(() => crossOriginIsolated)) !== isolated) {
    throw new Error(`The page should ${isolated ? '' : 'not '}have shared memory`)
  }
  return {
    name: `Chromium, ${isolated ? 'isolated' : 'not isolated'}`,
    isolated,
    close: () => server.close(),
    /** @param {Question} question @returns {Promise<Answer>} */
    ask: (question) => page.evaluate((asked) => window.ask(asked), question),
  }
}
