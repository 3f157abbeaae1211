import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, type TestInfo } from '@playwright/test'
import { verify } from './bundle'
import { Trainyard } from './trainyard'

/** What tests of networks in the built app share. */

/** Iris, and a network with these parameters. */
function pipelineFor(params: Readonly<Record<string, unknown>>) {
  const stages = [
    ['sample', 'collect/sample', { name: 'iris' }],
    ['split', 'preprocess/split', { target: 'species', task: 'multiclass' }],
    ['scale', 'preprocess/scale', {}],
    ['mlp', 'train/mlp', { hidden_layer_sizes: '8', early_stopping: false, ...params }],
    ['evaluate', 'evaluate/evaluate', {}],
    ['bundle', 'deploy/bundle', {}],
  ] as const
  const wires = [
    ['sample', 'split', 'data'],
    ['split', 'scale', 'data'],
    ['scale', 'mlp', 'data'],
    ['mlp', 'evaluate', 'model'],
    ['mlp', 'bundle', 'model'],
  ] as const
  return {
    format: 'trainyard/pipeline',
    version: 1,
    name: 'network',
    seed: 0,
    nodes: stages.map(([id, stage, own], i) => ({
      id,
      stage,
      version: 1,
      params: own,
      position: { x: (i % 3) * 264, y: i < 3 ? 0 : 184 },
    })),
    wires: wires.map(([from, to, port]) => ({ from: { node: from, port }, to: { node: to, port } })),
  }
}

/** The page with that pipeline, the network selected. */
export async function open(page: Page, info: TestInfo, params: Readonly<Record<string, unknown>>) {
  const yard = new Trainyard(page)
  const file = info.outputPath('network.json')
  writeFileSync(file, JSON.stringify(pipelineFor(params)))
  await yard.open()
  await yard.drop(file)
  await yard.node('Neural network').click()
  return { yard, file }
}

export async function takeBundle(yard: Trainyard, info: TestInfo) {
  const bundle = await yard.download(() =>
    yard
      .node('Bundle')
      .getByRole('button', { name: /^Download/ })
      .click(),
  )
  const zip = info.outputPath('bundle.zip')
  await bundle.saveAs(zip)
  return verify(zip, info.outputPath('bundle'))
}

/** Trains for ever, finishes, goes on, evaluates, and bundles what `trained` says was trained on. */
export async function trains(page: Page, info: TestInfo, backend: string, trained = backend) {
  const { yard } = await open(page, info, { backend, max_iter: 90_000, n_iter_no_change: 90_000 })
  const epochs = async () => {
    await expect(yard.node('Neural network', 'running').getByText(/Epoch [1-9]\d* of/)).toBeVisible()
    await yard.inspector.getByRole('button', { name: 'Finish now' }).click()
    await expect(yard.inspector.getByText(/Stopped after epoch \d+ of/)).toBeVisible()
    const words = await yard.inspector.getByText(/Stopped after epoch \d+ of/).innerText()
    return Number(/epoch (\d+)/.exec(words)![1])
  }
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  const first = await epochs()
  await yard.inspector.getByRole('button', { name: 'Go on' }).click()
  expect(await epochs()).toBeGreaterThan(first)
  await yard.run()
  const { said } = await takeBundle(yard, info)
  const lineage = lineageIn(info.outputPath('bundle'))
  expect(lineage.replaceAll(/\s/g, '')).toContain(`["Backend","${trained}"]`)
  expect(lineage).not.toContain('"resume"')
  expect(said).toContain('Verified')
  return yard
}

export const lineageIn = (folder: string) => readFileSync(join(folder, 'lineage.json'), 'utf8')
export const isIsolated = (page: Page) => page.evaluate(() => crossOriginIsolated)
