import { expect, test } from '@playwright/test'
import { SOFTWARE_GPU } from '../scripts/harness.mjs'
import { isIsolated, open, trains } from './network'

/** The built app trains a network on each backend, as a person does it; WebGPU and WebGL in software. */
test.describe.configure({ mode: 'default' })
test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...SOFTWARE_GPU] }),
})

for (const backend of ['cpu', 'wasm', 'webgl', 'webgpu']) {
  test(`trains, finishes, goes on, evaluates and bundles on ${backend}`, async ({ page }, info) => {
    await trains(page, info, backend)
    expect(await isIsolated(page)).toBe(true)
  })
}

test('a device that is lost while it trains is said, and training goes on without it', async ({
  page,
}, info) => {
  const { yard } = await open(page, info, { backend: 'webgpu', max_iter: 90_000, n_iter_no_change: 90_000 })
  await yard.node('Scale numbers').click()
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(yard.node('Scale numbers', 'done')).toBeVisible()
  const workers = () => page.workers().filter((worker) => worker.url().includes('compute-worker'))
  for (const worker of workers())
    await worker.evaluate(() => {
      const ask = GPUAdapter.prototype.requestDevice
      GPUAdapter.prototype.requestDevice = async function (...asked) {
        const device = await ask.apply(this, asked)
        Object.assign(self, { lose: () => device.destroy() })
        return device
      }
    })

  await yard.node('Neural network').click()
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  const epoch = async () => {
    const words = await yard
      .node('Neural network', 'running')
      .getByText(/Epoch \d+ of/)
      .innerText()
    return Number(/\d+/.exec(words)![0])
  }
  await expect.poll(epoch).toBeGreaterThan(0)
  for (const worker of workers()) await worker.evaluate(() => (self as { lose?: () => void }).lose?.())
  const lostAt = await epoch()
  await expect.poll(epoch).toBeGreaterThan(lostAt + 1)
  await yard.inspector.getByRole('button', { name: 'Finish now' }).click()
  await expect(yard.node('Neural network', 'stopped early')).toBeVisible()
  await yard.results.getByRole('tab', { name: /Messages/ }).click()
  await expect(
    yard.results.getByText(
      /^WebGPU failed while it trained .* so training goes on from the last epoch on WebGL/,
    ),
  ).toBeVisible()
})
