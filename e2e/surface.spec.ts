import { writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { Trainyard } from './trainyard'

/** Iris, a network that would train for very long, and a look at it. */
const stages = [
  ['data', 'collect/sample', { name: 'iris' }],
  ['split', 'preprocess/split', { target: 'species', task: 'multiclass' }],
  ['scale', 'preprocess/scale', {}],
  [
    'mlp',
    'train/mlp',
    {
      backend: 'cpu',
      early_stopping: false,
      max_iter: 90_000,
      n_iter_no_change: 90_000,
      learning_rate_init: 1e-4,
    },
  ],
  ['surface', 'evaluate/surface', {}],
] as const
const wires = [
  ['data', 'split', 'data'],
  ['split', 'scale', 'data'],
  ['scale', 'mlp', 'data'],
  ['mlp', 'surface', 'model'],
] as const
const pipeline = {
  format: 'trainyard/pipeline',
  version: 1,
  name: 'watched',
  seed: 0,
  nodes: stages.map(([id, stage, params], i) => ({
    id,
    stage,
    version: 1,
    params,
    position: { x: (i % 3) * 264, y: i < 3 ? 0 : 184 },
  })),
  wires: wires.map(([from, to, port]) => ({ from: { node: from, port }, to: { node: to, port } })),
}

test('the surface moves while a network trains, and stays when it is done', async ({ page }, info) => {
  const yard = new Trainyard(page)
  const file = info.outputPath('watched.json')
  writeFileSync(file, JSON.stringify(pipeline))
  await yard.open()
  await yard.drop(file)
  await yard.node('Decision surface').click()
  await yard.button('Run all').click()

  const surface = yard.results.getByRole('img', { name: /^Decision surface over petal_length/ })
  const picture = () => surface.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())
  await expect(surface).toBeVisible()
  await expect(yard.node('Neural network', 'running')).toBeVisible()
  await expect(yard.node('Decision surface', 'running')).toBeVisible()
  const first = await picture()
  await expect.poll(picture).not.toBe(first)

  await yard.node('Neural network').click()
  await yard.inspector.getByRole('button', { name: 'Finish now' }).click()
  await expect(yard.node('Decision surface', 'done')).toBeVisible()
  await yard.node('Decision surface').click()
  await expect(surface).toHaveAccessibleName(/setosa on \d+%, .* of the area/)

  await yard.results.getByRole('group', { name: /arrow keys read it/ }).focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(yard.results.getByText(/^petal_length .*, petal_width .*: \w+, \d+%$/)).toBeVisible()

  await yard.inspector.getByRole('combobox', { name: 'Across' }).fill('sepal_l')
  await page.keyboard.press('Enter')
  await yard.run()
  await expect(yard.results.getByRole('img', { name: /surface over sepal_length and petal/ })).toBeVisible()
})
