import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { node, numbersIn, verify } from './bundle'
import { isIsolated, lineageIn, open, takeBundle, trains } from './network'

/** Networks where there is no GPU, and no isolation that would let threads share memory. */
test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), '--disable-gpu', '--disable-software-rasterizer'],
    }),
})
test.beforeEach(({ page }) =>
  page.route('**/', async (route) => {
    const response = await route.fetch()
    const kept = Object.entries(response.headers()).filter(([name]) => !name.startsWith('cross-origin-'))
    await route.fulfill({ response, headers: Object.fromEntries(kept) })
  }),
)

test('trains and bundles on wasm', async ({ page }, info) => {
  await trains(page, info, 'wasm')
  expect(await isIsolated(page)).toBe(false)
})

test('trains on the CPU where WebGPU was asked for, and says so', async ({ page }, info) => {
  const yard = await trains(page, info, 'webgpu', 'cpu')
  await yard.node('Neural network').click()
  await yard.results.getByRole('tab', { name: /Messages/ }).click()
  await expect(yard.results.getByText(/^WebGPU cannot be used here/)).toBeVisible()
  await expect(yard.results.getByText(/^WebGL cannot be used here .*, so the CPU trains/)).toBeVisible()
})

test('page, command line and bundle train the same network to the bit, and say the same', async ({
  page,
}, info) => {
  const { yard, file } = await open(page, info, { backend: 'cpu', max_iter: 30, dropout: 0.1 })
  await yard.run()
  const ours = await takeBundle(yard, info)
  expect(ours.said).toContain('Verified')

  const other = info.outputPath('headless.zip')
  node('scripts/trainyard.mjs', 'run', file, '--bundle', other)
  const theirs = verify(other, info.outputPath('headless'))
  const learnedIn = (folder: string) =>
    (
      JSON.parse(lineageIn(info.outputPath(folder))) as {
        nodes: { stage: string; learned: { network: unknown } }[]
      }
    ).nodes.find(({ stage }) => stage === 'train/mlp')!.learned
  expect(learnedIn('bundle').network).toEqual(learnedIn('headless').network)
  const [mine, headless] = [numbersIn(ours.golden), numbersIn(theirs.golden)]
  expect(mine.length).toBe(headless.length)
  mine.forEach((value, i) => expect(Math.abs(value - headless[i]!)).toBeLessThanOrEqual(1e-6))

  const rows = 'public/samples/iris.csv'
  const predicted = info.outputPath('predicted.csv')
  node('scripts/trainyard.mjs', 'predict', other, rows, '--out', predicted)
  expect(node(`${info.outputPath('bundle')}/predict.mjs`, rows)).toBe(readFileSync(predicted, 'utf8'))
})
