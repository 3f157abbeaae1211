// Times epochs of networks in a Chromium worker: `npm run bench -- devices cpu` against scikit-learn,
// `... webgl webgpu wasm tfjs-cpu` against TensorFlow.js's own model.fit on the same device. `--software` asks for
// a GPU in software, where there is no other; `--only=BATCH` measures one size of batches.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { ensureChromium } from './chromium.mjs'
import { buildHarness, serveHarness, SOFTWARE_GPU } from './harness.mjs'

/** @typedef {{ sizes: number[], rows: number, batch: number, epochs: number, goal: number }} Case */

const small = [20, 64, 64, 1]
const large = [100, 256, 128, 10]

/** Goals: our epoch over scikit-learn's at one thread. @type {Case[]} */
const ON_CPU = [
  { sizes: small, rows: 10_000, batch: 32, epochs: 5, goal: 0.3 },
  { sizes: small, rows: 10_000, batch: 128, epochs: 5, goal: 0.5 },
  { sizes: small, rows: 10_000, batch: 1024, epochs: 5, goal: 0.75 },
  { sizes: large, rows: 50_000, batch: 128, epochs: 2, goal: 1.15 },
  { sizes: large, rows: 50_000, batch: 1024, epochs: 2, goal: 1.35 },
]

/** Goals: our epoch over that of model.fit. @type {Case[]} */
const ON_DEVICES = [
  { sizes: small, rows: 2_000, batch: 32, epochs: 3, goal: 1 / 3 },
  { sizes: small, rows: 10_000, batch: 128, epochs: 3, goal: 1 / 3 },
  { sizes: small, rows: 10_000, batch: 1024, epochs: 3, goal: 1 / 3 },
]

const ROUNDS = 5

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

/** Scikit-learn in a process of its own, or undefined where there is none. */
function scikitLearn() {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'mlp-rival.py')
  const child = spawn('/usr/bin/python3', [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    /** @param {Case} asked @returns {Promise<number[]>} */
    async ask(asked) {
      child.stdin.write(`${JSON.stringify(asked)}\n`)
      const { value } = await lines.next()
      return JSON.parse(value)
    },
    close: () => child.stdin.end(),
  }
}

/** @param {Case} one @param {string} backend @param {boolean} layers */
function question({ sizes, rows, batch, epochs }, backend, layers) {
  const outputs = sizes.at(-1) ?? 1
  const shape = {
    rows,
    numbers: sizes[0] ?? 1,
    hidden: sizes.slice(1, -1),
    outputs,
    loss: outputs === 1 ? 'binary' : 'softmax',
  }
  return /** @type {import('../e2e/harness/times').TimesQuestion} */ ({
    kind: 'times',
    backend,
    shape,
    batch,
    epochs,
    layers,
  })
}

/** Prints a row for every network on every device. @param {string[]} args backends, all where none is named */
export async function benchDevices(args) {
  const named = args.filter((arg) => !arg.startsWith('--'))
  const backends = named.length > 0 ? named : ['cpu', 'webgl', 'webgpu', 'wasm', 'tfjs-cpu']
  const only = args.find((arg) => arg.startsWith('--only='))?.slice('--only='.length)
  await buildHarness()
  const server = await serveHarness()
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(args.includes('--software') ? SOFTWARE_GPU : []),
    ],
  })
  const page = await browser.newPage()
  await page.goto(server.url)

  /** @param {import('../e2e/harness/times').TimesQuestion} asked */
  const ours = async (asked) =>
    /** @type {import('../e2e/harness/times').TimesAnswer} */ (
      await page.evaluate((given) => window.ask(given), asked)
    )

  console.log('| network | rows | batch | backend | device | rival | ours, ms | theirs, ms | ratio | goal |')
  console.log('| --- | ---: | ---: | --- | --- | --- | ---: | ---: | ---: | ---: |')
  const rival = backends.includes('cpu') ? scikitLearn() : undefined
  for (const backend of backends) {
    for (const one of backend === 'cpu' ? ON_CPU : ON_DEVICES) {
      if (only !== undefined && only !== String(one.batch)) continue
      const mine = /** @type {number[]} */ ([])
      const theirs = /** @type {number[]} */ ([])
      const ratios = /** @type {number[]} */ ([])
      let device = ''
      for (let round = 0; round < (backend === 'cpu' ? ROUNDS : 2); round++) {
        const answer = await ours(question(one, backend, false))
        const other =
          backend === 'cpu' && rival
            ? await rival.ask(one)
            : (await ours(question(one, backend, true))).milliseconds
        device = answer.device
        mine.push(median(answer.milliseconds))
        theirs.push(median(other))
        ratios.push(median(answer.milliseconds) / median(other))
      }
      const cells = [
        one.sizes.join('-'),
        one.rows,
        one.batch,
        backend,
        device,
        backend === 'cpu' ? 'scikit-learn, float32, one thread' : 'model.fit',
        median(mine).toFixed(1),
        median(theirs).toFixed(1),
        median(ratios).toFixed(2),
        one.goal.toFixed(2),
      ]
      console.log(`| ${cells.join(' | ')} |`)
    }
  }
  rival?.close()
  await browser.close()
  server.close()
}
