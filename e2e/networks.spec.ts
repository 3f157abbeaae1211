import { expect, test } from '@playwright/test'
import { buildHarness, serveHarness, SOFTWARE_GPU } from '../scripts/harness.mjs'
import type { Backend } from '../src/neural/engine'
import { hashBits, knownHash, knownObjective, knownShape } from '../src/neural/testing/known-bits'
import { backendShapes, type Shape } from '../src/neural/testing/problems'
import type { LoseAnswer, LoseQuestion } from './harness/lose'
import type { LossesAnswer } from './harness/losses'

/** Every engine in a worker of a built page, under the product's headers; WebGPU and WebGL in software. */
test.describe.configure({ mode: 'default' })
test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...SOFTWARE_GPU] }),
})

let server: Awaited<ReturnType<typeof serveHarness>>
test.beforeAll(async () => {
  await buildHarness()
  server = await serveHarness()
})
test.afterAll(() => server.close())
test.beforeEach(({ page }) => page.goto(server.url).then(() => undefined))

test('the kernel gives the bits that it gives in Node', async ({ page }) => {
  const question = {
    kind: 'losses',
    backend: 'cpu',
    shape: knownShape,
    objective: knownObjective,
    runs: 1,
  } as const
  const { bits } = (await page.evaluate((asked) => window.ask(asked), question)) as LossesAnswer
  expect(hashBits(bits)).toBe(knownHash)
})

for (const [name, shape] of Object.entries(backendShapes)) {
  test(`all backends agree: ${name}`, async ({ page }) => {
    const ask = async (backend: Backend) => {
      const question = { kind: 'losses', backend, shape, objective: { alpha: 0.01 }, runs: 1 } as const
      return (await page.evaluate((asked) => window.ask(asked), question)) as LossesAnswer
    }
    const own = await ask('cpu')
    expect(own.losses[5]!).toBeLessThan(own.losses[0]!)
    for (const backend of ['wasm', 'tfjs-cpu', 'webgl', 'webgpu'] as const) {
      const { losses, device } = await ask(backend)
      test.info().annotations.push({ type: backend, description: device })
      losses.forEach((loss, epoch) => {
        expect(Math.abs(loss - own.losses[epoch]!), `${backend}, epoch ${epoch}`).toBeLessThan(1e-3)
      })
    }
  })
}

for (const backend of ['wasm', 'tfjs-cpu', 'webgl', 'webgpu'] as const) {
  test(`ten runs on ${backend} keep no tensor`, async ({ page }) => {
    const shape: Shape = { rows: 32, numbers: 3, hidden: [4], outputs: 1, loss: 'binary' }
    const question = { kind: 'losses', backend, shape, objective: { dropout: 0.2 }, runs: 10 } as const
    const { tensors } = (await page.evaluate((asked) => window.ask(asked), question)) as LossesAnswer
    expect(tensors).toEqual(tensors.map(() => tensors[0]))
  })
}

for (const [backend, next] of [
  ['webgl', 'cpu'],
  ['webgpu', 'webgl'],
] as const) {
  test(`training goes on from the last epoch when ${backend} is lost`, async ({ page }) => {
    const ask = async (loses: boolean) => {
      const question: LoseQuestion = { kind: 'lose', backend, loses }
      return (await page.evaluate((asked) => window.ask(asked), question)) as LoseAnswer
    }
    const [whole, broken] = [await ask(false), await ask(true)]
    expect(whole).toMatchObject({ backend, warnings: [] })
    expect(broken.backend).toBe(next)
    expect(broken.warnings).toEqual([
      expect.stringMatching(/failed while it trained .* goes on from the last epoch on/),
    ])
    broken.losses.forEach((loss, epoch) => expect(Math.abs(loss - whole.losses[epoch]!)).toBeLessThan(1e-3))
  })
}
