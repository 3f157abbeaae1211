import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { unzipSync } from 'fflate'
import { SOFTWARE_GPU } from '../scripts/harness.mjs'
import { Trainyard } from './trainyard'

/** The built app trains a network on each backend, as a person does it; WebGPU and WebGL in software. */
test.describe.configure({ mode: 'default' })
test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...SOFTWARE_GPU] }),
})

const chain = [
  ['data', 'collect/sample', { name: 'iris' }],
  ['split', 'preprocess/split', { target: 'species', task: 'multiclass' }],
  ['scale', 'preprocess/scale', {}],
] as const

/** A network that would train for very long. */
function pipelineFor(backend: string) {
  const params = {
    backend,
    hidden_layer_sizes: '8',
    early_stopping: false,
    max_iter: 90_000,
    n_iter_no_change: 90_000,
  }
  const nodes = [
    ...chain.map(([id, stage, own]) => ({ id, stage, params: own })),
    { id: 'mlp', stage: 'train/mlp', params },
    { id: 'evaluate', stage: 'evaluate/evaluate', params: {} },
    { id: 'bundle', stage: 'deploy/bundle', params: {} },
  ]
  const wires = [
    ['data', 'split', 'data'],
    ['split', 'scale', 'data'],
    ['scale', 'mlp', 'data'],
    ['mlp', 'evaluate', 'model'],
    ['mlp', 'bundle', 'model'],
  ] as const
  return {
    format: 'trainyard/pipeline',
    version: 1,
    name: `network on ${backend}`,
    seed: 0,
    nodes: nodes.map((node, i) => ({
      ...node,
      version: 1,
      position: { x: (i % 3) * 264, y: i < 3 ? 0 : 184 },
    })),
    wires: wires.map(([from, to, port]) => ({ from: { node: from, port }, to: { node: to, port } })),
  }
}

for (const backend of ['cpu', 'wasm', 'webgl', 'webgpu']) {
  test(`trains, finishes, goes on, evaluates and bundles on ${backend}`, async ({ page }, info) => {
    test.slow()
    const yard = new Trainyard(page)
    const file = info.outputPath('network.json')
    writeFileSync(file, JSON.stringify(pipelineFor(backend)))
    await yard.open()
    await yard.drop(file)
    await yard.node('Neural network').click()

    const epochs = async () => {
      await expect(yard.node('Neural network', 'running').getByText(/Epoch [1-9]\d* of/)).toBeVisible({
        timeout: 60_000,
      })
      await yard.inspector.getByRole('button', { name: 'Finish now' }).click()
      await expect(yard.inspector.getByText(/Stopped after epoch \d+ of/)).toBeVisible({ timeout: 60_000 })
      const words = await yard.inspector.getByText(/Stopped after epoch \d+ of/).innerText()
      return Number(/epoch (\d+)/.exec(words)![1])
    }
    await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
    const first = await epochs()
    await yard.inspector.getByRole('button', { name: 'Go on' }).click()
    expect(await epochs()).toBeGreaterThan(first)

    await yard.run()
    const bundle = await yard.download(() =>
      yard
        .node('Bundle')
        .getByRole('button', { name: /^Download/ })
        .click(),
    )
    const zip = info.outputPath('bundle.zip')
    const folder = info.outputPath('bundle')
    await bundle.saveAs(zip)
    mkdirSync(folder)
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(zip))))
      writeFileSync(join(folder, name), bytes)
    const lineage = readFileSync(join(folder, 'lineage.json'), 'utf8').replaceAll(/\s/g, '')
    expect(lineage).toContain(`["Backend","${backend}"]`)
    expect(lineage).not.toContain('"resume"')
    const said = execFileSync(process.execPath, [join(folder, 'predict.mjs'), '--verify'], {
      encoding: 'utf8',
    })
    expect(said).toContain('Verified')
  })
}
