// Looks for tasks of over 50 ms on the main thread of the built page while its graph is dragged about.
// `npm run build && node scripts/bench-page.mjs`: 300 nodes, at rest and while one of them learns.
// `node scripts/bench-page.mjs training`: from the click on Run all until everything is done, a forest and boosting of
// 100 trees each having learned from 100,000 rows. `--slower=4`: the main thread has a quarter of its speed.
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { largeGraph, trainingGraph } from './bench-page-graphs.mjs'
import { ensureChromium } from './chromium.mjs'
import { serve } from './start.mjs'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { slower: { type: 'string', default: '1' } },
})
const isTraining = positionals[0] === 'training'
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

/** @typedef {{ x: number, y: number }} Point */

/** What was long while something was done. @param {() => Promise<void>} act */
async function during(act) {
  await longTasks()
  await act()
  return longTasks()
}

/** @param {string} what @param {readonly number[]} tasks */
const say = (what, tasks) =>
  console.log(`| ${what} | ${tasks.length} | ${Math.max(0, ...tasks).toFixed(0)} ms |`)

/** Drags from a point in circles, a second for each. @param {Point} from @param {number} rounds */
async function circle({ x, y }, rounds) {
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let i = 0; i <= rounds * 60; i++) {
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

/** A node that lies open on the canvas, with room below it: not under a panel. @param {string} name */
async function inSight(name) {
  const { height = 0, y: top = 0 } = (await canvas.boundingBox()) ?? {}
  for (const node of await named(name).all()) {
    const box = await node.boundingBox()
    if (box && box.y > top + 40 && box.y < top + height - 220 && box.x > 480 && box.x < 880) return node
  }
  throw new Error(`No ${name} is in sight`)
}

/** Lets a learner be seen at work, so that it is measured and not the way to it. @param {string} learner */
const learning = (learner) => named(`${learner}, running`).waitFor({ timeout: 60_000 })

const what = isTraining ? 'A forest and boosting of 100 trees on 100,000 rows' : '300 nodes'
console.log(`| ${what} | tasks over 50 ms | longest |`)
console.log('| --- | ---: | ---: |')
const slow = await page.context().newCDPSession(page)
await slow.send('Emulation.setCPUThrottlingRate', { rate: Number(values.slower) })
if (isTraining) {
  const source = named('CSV file')
  await page.getByRole('button', { name: 'Run all' }).click()
  // By then the results are open, which moves the nodes.
  await named('Target and split, done').waitFor()
  const placed = () => source.evaluate((at) => getComputedStyle(at).transform)
  const before = await placed()
  const tasks = { node: /** @type {number[]} */ ([]), canvas: /** @type {number[]} */ ([]) }
  // Playwright's own looking for something takes the main thread too, so it is asked for between the rounds only.
  for (let left = 1; left > 0; left = await named('.*, (queued|running)').count()) {
    const place = await head(source)
    tasks.node.push(...(await during(() => circle(place, 1.25))))
    tasks.canvas.push(...(await during(() => circle({ x: 420, y: 150 }, 1))))
  }
  if ((await placed()) === before) throw new Error('Something else than the node was dragged')
  say('a node is dragged', tasks.node)
  say('the canvas is dragged', tasks.canvas)
} else {
  const drag = async () => {
    const node = await inSight('Encode categories')
    const place = await head(node)
    const moved = () => node.evaluate((at) => getComputedStyle(at).transform)
    const before = await moved()
    const tasks = await during(() => circle(place, 3.5))
    if ((await moved()) === before) throw new Error('Something else than the node was dragged')
    return tasks
  }
  const pan = () => during(() => circle({ x: 420, y: 300 }, 3))
  say('one node is dragged', await drag())
  say('the canvas is dragged', await pan())
  await named('Gradient boosting').click()
  await page.getByRole('button', { name: 'Run to here' }).first().click()
  await learning('Gradient boosting')
  say('one node is dragged while a model learns', await drag())
  say('the canvas is dragged while a model learns', await pan())
  await learning('Gradient boosting')
}
await browser.close()
await close()
