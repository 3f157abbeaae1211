// Looks for tasks of over 50 ms on the main thread of the built page while its graph is dragged about.
// `npm run build && node scripts/bench-page.mjs`: 300 nodes, at rest and while one of them learns.
// `node scripts/bench-page.mjs training`: a forest and boosting of 100 trees each learn from 100,000 rows meanwhile.
import { chromium } from '@playwright/test'
import { largeGraph, trainingGraph } from './bench-page-graphs.mjs'
import { ensureChromium } from './chromium.mjs'
import { serve } from './start.mjs'

const isTraining = process.argv[2] === 'training'
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
await (await chooser).setFiles(isTraining ? trainingGraph() : largeGraph())
const canvas = page.getByRole('region', { name: 'Canvas' })
await canvas
  .getByRole('group', { name: /, not run yet$/ })
  .nth(5)
  .waitFor()

/** Everything that was long since the last call, after what is under way has settled. */
async function longTasks() {
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 })))
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

const named = (/** @type {string} */ name) => canvas.getByRole('group', { name: new RegExp(`^${name}`) })

/** Lets the learners be seen at work, so that they are measured and not the way to them. @param {string[]} learners */
async function learning(learners) {
  for (const learner of learners) await named(`${learner}, running`).waitFor({ timeout: 60_000 })
}

console.log(
  `| ${isTraining ? 'A forest and boosting of 100 trees on 100,000 rows' : '300 nodes'} | tasks over 50 ms | longest |`,
)
console.log('| --- | ---: | ---: |')
if (isTraining) {
  const learners = ['Random forest', 'Gradient boosting']
  await page.getByRole('button', { name: 'Run all' }).click()
  await learning(learners)
  await measure('a node is dragged', async () => circle(await head(named('CSV file'))))
  await measure('the canvas is dragged', () => circle({ x: 420, y: 150 }))
  await learning(learners)
} else {
  const drag = async () => circle(await head(named('Encode categories').nth(12)))
  const pan = () => circle({ x: 420, y: 300 })
  await measure('one node is dragged', drag)
  await measure('the canvas is dragged', pan)
  await named('Gradient boosting').click()
  await page.getByRole('button', { name: 'Run to here' }).first().click()
  await learning(['Gradient boosting'])
  await measure('one node is dragged while a model learns', drag)
  await measure('the canvas is dragged while a model learns', pan)
  await learning(['Gradient boosting'])
}
await browser.close()
await close()
