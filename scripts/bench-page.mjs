// Looks for tasks of over 50 ms on the main thread of the built page while a graph of 300 nodes is dragged about.
// `npm run build && node scripts/bench-page.mjs`
import { chromium } from '@playwright/test'
import { ensureChromium } from './chromium.mjs'
import { serve } from './start.mjs'

/** @typedef {{ stage: string, params?: object }} Step */

const NODES = 300
/** @type {Step[]} */
const BRANCH = [
  { stage: 'preprocess/impute' },
  { stage: 'preprocess/scale' },
  { stage: 'preprocess/encode' },
  { stage: 'train/logistic' },
  { stage: 'evaluate/evaluate' },
]

/** Branches of five nodes behind one split. */
function largePipeline() {
  /** @type {object[]} */
  const nodes = []
  /** @type {object[]} */
  const wires = []
  /** @param {Step} step @param {number} column @param {number} row @param {[string, string, string]} [from] node, port, input */
  const put = ({ stage, params = {} }, column, row, from) => {
    const id = `n${nodes.length}`
    nodes.push({ id, stage, version: 1, params, position: { x: column * 264, y: row * 144 } })
    if (from) wires.push({ from: { node: from[0], port: from[1] }, to: { node: id, port: from[2] } })
    return id
  }
  const source = put({ stage: 'collect/sample', params: { name: 'breast_cancer' } }, 0, 0)
  const split = put({ stage: 'preprocess/split', params: { target: 'diagnosis' } }, 1, 0, [
    source,
    'table',
    'data',
  ])
  for (let row = 1; nodes.length < NODES; row++) {
    BRANCH.reduce((before, step, column) => {
      const port = step.stage === 'evaluate/evaluate' ? 'model' : 'data'
      return nodes.length < NODES ? put(step, column + 2, row, [before, port, port]) : before
    }, split)
  }
  return { format: 'trainyard/pipeline', version: 1, name: 'Three hundred', seed: 0, nodes, wires }
}

const { close, url } = await serve({ port: 0 })
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
await page.addInitScript(() => {
  const tasks = /** @type {number[]} */ ([])
  Object.assign(window, { tasks })
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe(
    {
      type: 'longtask',
    },
  )
})
await page.goto(url)
await page.getByRole('button', { name: /^Telco churn/ }).waitFor()
const chooser = page.waitForEvent('filechooser')
await page.getByRole('button', { name: 'Open…', exact: true }).click()
const file = {
  name: 'large.json',
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(largePipeline())),
}
await (await chooser).setFiles(file)
const canvas = page.getByRole('region', { name: 'Canvas' })
await canvas.getByRole('group', { name: /^Target and split/ }).waitFor()

/** Everything that was long since the last call, after what is under way has settled. */
async function longTasks() {
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  return page.evaluate(() =>
    /** @type {{ tasks: number[] }} */ (/** @type {unknown} */ (window)).tasks.splice(0),
  )
}

/** @param {string} what @param {() => Promise<void>} act */
async function measure(what, act) {
  await longTasks()
  await act()
  const tasks = await longTasks()
  const longest = Math.max(0, ...tasks)
  console.log(`| ${what} | ${tasks.length} | ${longest.toFixed(0)} ms |`)
}

/** Drags from a point in a circle for about three seconds. @param {{ x: number, y: number }} from */
async function circle({ x, y }) {
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let i = 0; i < 180; i++) {
    const turn = (i / 60) * 2 * Math.PI
    await page.mouse.move(x + 120 * Math.sin(turn), y + 80 * (1 - Math.cos(turn)))
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
  await page.mouse.up()
}

/** @param {import('@playwright/test').Locator} of */
async function head(of) {
  const box = await of.boundingBox()
  if (!box) throw new Error('Not in sight')
  return { x: box.x + box.width / 2, y: box.y + 10 }
}

console.log('| 300 nodes | tasks over 50 ms | longest |')
console.log('| --- | ---: | ---: |')
const many = canvas.getByRole('group', { name: /^Encode categories/ }).nth(12)
await measure('one node is dragged', async () => circle(await head(many)))
await measure('the canvas is dragged', () => circle({ x: 420, y: 300 }))
await browser.close()
await close()
