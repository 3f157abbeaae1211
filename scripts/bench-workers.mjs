// Times the built app in Chromium, as a person runs it: `npm run build && node scripts/bench-workers.mjs`. Folds with two
// workers beside one, a run after a node was moved, and a random search beside scikit-learn's in two processes. `folds` or
// `search` behind it times that alone.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { ensureChromium } from './chromium.mjs'
import { root } from './headless-build.mjs'
import { serve } from './start.mjs'

const ROUNDS = 3
const COLUMN = 264

/**
 * The starter's steps over telco churn, a learner, and what comes behind it.
 * @param {[stage: string, params: object, search?: object]} learner
 * @param {[stage: string, params: object]} last
 */
function pipeline(learner, last) {
  const chain = /** @type {[string, object, object?][]} */ ([
    ['collect/sample', { name: 'telco_churn' }],
    ['preprocess/split', { target: 'churn', task: 'binary' }],
    ['preprocess/impute', {}],
    ['preprocess/scale', {}],
    ['preprocess/encode', {}],
    learner,
    last,
  ])
  const ports = ['data', 'data', 'data', 'data', 'data', 'model']
  return {
    format: 'trainyard/pipeline',
    version: 1,
    name: 'bench',
    seed: 0,
    nodes: chain.map(([stage, params, search], i) => ({
      id: `n${i}`,
      stage,
      version: 1,
      params,
      ...(search && { search }),
      position: { x: i * COLUMN, y: 0 },
    })),
    wires: ports.map((port, i) => ({ from: { node: `n${i}`, port }, to: { node: `n${i + 1}`, port } })),
  }
}

// So many trees that one run of it takes five seconds and more.
const folds = pipeline(
  ['train/gradient-boosting', { max_iter: 5000 }],
  ['validate/cross-validate', { n_splits: 10 }],
)
const C = { kind: 'float', min: 1e-4, max: 1e3, log: true }
const search = pipeline(['train/logistic', {}, { C }], ['tune/tune', { method: 'random', n_trials: 100 }])

const server = await serve({ port: 0 })
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})

/**
 * A fresh page that believes in so many cores, with a pipeline on it.
 * @param {number} workers @param {object} given
 */
async function open(workers, given) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.route(/store-worker.*\.js$/, async (route) => {
    const response = await route.fetch()
    const cores = `Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => ${workers} });`
    await route.fulfill({ response, body: cores + (await response.text()) })
  })
  await page.goto(server.url)
  const canvas = page.getByRole('region', { name: 'Canvas' })
  await canvas.waitFor()
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'bench.json'))
    return transfer
  }, JSON.stringify(given))
  await canvas.dispatchEvent('drop', { dataTransfer: data })
  const learner = page.getByRole('group', { name: /^(Gradient boosting|Logistic regression), / })
  await learner.waitFor()
  return { context, page, learner }
}

/**
 * Milliseconds from the press to the end of the run.
 * @param {import('@playwright/test').Page} page @param {'Run all' | 'Run to here'} what
 */
const run = (page, what = 'Run all') =>
  page.evaluate(async (pressed) => {
    const button = (/** @type {string} */ name) =>
      [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === name)
    // Woken when something changed: a look at every frame would take time of what is measured.
    const changed = () =>
      new Promise((resolve) => {
        const observer = new MutationObserver(() => (observer.disconnect(), resolve(null)))
        observer.observe(document.body, { childList: true, characterData: true, subtree: true })
      })
    const began = performance.now()
    button(pressed)?.click()
    do await changed()
    while (!button('Run all'))
    return performance.now() - began
  }, what)

/**
 * What comes behind the learner by itself, once the learner is there.
 * @param {number} workers @param {object} given
 */
async function timed(workers, given) {
  const { context, learner, page } = await open(workers, given)
  await learner.click()
  await page.getByRole('button', { name: 'Run to here' }).first().waitFor()
  const before = await run(page, 'Run to here')
  const first = await run(page)
  await page.keyboard.press('Shift+ArrowDown')
  const again = await run(page)
  const failed = await page.getByRole('group', { name: /, failed/ }).count()
  if (failed > 0) throw new Error('A node failed')
  await context.close()
  return { first, again, all: before + first }
}

/** @param {readonly number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** @param {string} work @param {number[]} ours @param {string} rival @param {number[]} theirs @param {number} goal */
function row(work, ours, rival, theirs, goal) {
  const ratio = median(ours.map((mine, i) => mine / (theirs[i] ?? Number.NaN)))
  const cells = [work, rival, median(ours).toFixed(0), median(theirs).toFixed(0), ratio.toFixed(3), goal]
  console.log(`| ${[...cells, ratio <= goal ? 'met' : 'missed'].join(' | ')} |`)
}

const rounds = Array.from({ length: ROUNDS })
const wanted = process.argv.slice(2)
const isWanted = (/** @type {string} */ name) => wanted.length === 0 || wanted.includes(name)

async function benchFolds() {
  const [one, two, all, moved] = /** @type {[number[], number[], number[], number[]]} */ ([[], [], [], []])
  for (const _ of rounds) {
    one.push((await timed(1, folds)).first)
    const { again, all: whole, first } = await timed(2, folds)
    two.push(first)
    all.push(whole)
    moved.push(again)
  }
  row('10 folds of boosting on telco churn, two workers', two, 'one worker', one, 0.6)
  row('a run after a node was moved', moved, 'the first run', all, 0.01)
}

async function benchSearch() {
  const [ours, theirs] = /** @type {[number[], number[]]} */ ([[], []])
  const script = join(root, 'scripts/search-rival.py')
  const data = join(root, 'public/samples/telco_churn.csv')
  for (const _ of rounds) {
    ours.push((await timed(2, search)).first)
    theirs.push(Number(execFileSync('/usr/bin/python3', [script, data, '100'], { encoding: 'utf8' })))
  }
  const work = 'random search, 100 trials in 5 folds, logistic pipeline'
  row(work, ours, 'RandomizedSearchCV, n_jobs=2', theirs, 1)
}

console.log('| work | beside | ours, ms | theirs, ms | ratio | goal | |')
console.log('| --- | --- | ---: | ---: | ---: | ---: | --- |')
if (isWanted('folds')) await benchFolds()
if (isWanted('search')) await benchSearch()
await browser.close()
server.close()
