import { expect, test } from '@playwright/test'
import { SOFTWARE_GPU } from '../scripts/harness.mjs'
import { isIsolated, trains } from './network'

/** The built app trains a network on each backend, as a person does it; WebGPU and WebGL in software. */
test.describe.configure({ mode: 'default' })
test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...SOFTWARE_GPU] }),
})

for (const backend of ['cpu', 'wasm', 'webgl', 'webgpu']) {
  test(`trains, finishes, goes on, evaluates and bundles on ${backend}`, async ({ page }, info) => {
    test.slow()
    await trains(page, info, backend)
    expect(await isIsolated(page)).toBe(true)
  })
}
