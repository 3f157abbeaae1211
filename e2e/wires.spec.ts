import { writeFileSync } from 'node:fs'
import { expect, test, type Locator } from '@playwright/test'
import { openTrainyard, Trainyard } from './trainyard'

const wire = (yard: Trainyard, from: string, to: string) =>
  yard.canvas.getByRole('group', { name: `Wire from ${from} to ${to}` })

/** Sample data, split, impute, scale and a learner, in two columns far apart. */
const stages = [
  ['sample', 'collect/sample'],
  ['split', 'preprocess/split'],
  ['impute', 'preprocess/impute'],
  ['scale', 'preprocess/scale'],
  ['learner', 'train/logistic'],
] as const
const pipeline = {
  format: 'trainyard/pipeline',
  version: 1,
  name: 'far apart',
  seed: 0,
  nodes: stages.map(([id, stage], i) => ({
    id,
    stage,
    version: 1,
    params: {},
    position: { x: (i % 2) * 360, y: Math.floor(i / 2) * 192 },
  })),
  wires: stages.slice(1).map(([id], i) => ({
    from: { node: stages[i]![0], port: 'data' },
    to: { node: id, port: 'data' },
  })),
}

test.describe('at life size', () => {
  test("a wire's end is dragged elsewhere or let go, and a cycle is refused in words", async ({
    page,
  }, info) => {
    const yard = new Trainyard(page)
    const file = info.outputPath('far-apart.json')
    writeFileSync(file, JSON.stringify(pipeline))
    await yard.open()
    await yard.drop(file)
    await page.keyboard.press('1')
    await expect.poll(async () => (await yard.node('Scale numbers').boundingBox())?.width).toBe(224)
    const last = wire(yard, 'Scale numbers', 'Logistic regression')
    const elsewhere = wire(yard, 'Target and split', 'Logistic regression')
    /** Waits for what it takes and for where it goes: in sight, still, and with nothing above them. */
    const drag = async (end: Locator, to: Locator, position?: { x: number; y: number }) => {
      await end.hover()
      await page.mouse.down()
      await to.hover(position && { position })
      await page.mouse.up()
    }
    const grip = (of: Locator, end: 'source' | 'target') => of.locator(`.react-flow__edgeupdater-${end}`)

    await test.step('from the output that it leaves to an earlier one', async () => {
      await drag(grip(last, 'source'), yard.port('Target and split', 'Output'))
      await expect(elsewhere).toBeAttached()
      await expect(last).toBeHidden()
      await yard.button('Undo').click()
      await expect(last).toBeAttached()
    })

    await test.step('onto a node, to the port that fits', async () => {
      await drag(grip(last, 'source'), yard.node('Target and split'))
      await expect(elsewhere).toBeAttached()
      await yard.button('Undo').click()
      await expect(last).toBeAttached()
    })

    await test.step('back where it was, nothing is done', async () => {
      await drag(grip(last, 'target'), yard.port('Logistic regression', 'Input'))
      await expect(last).toBeAttached()
      await yard.button('Redo').click()
      await expect(elsewhere).toBeAttached()
      await yard.button('Undo').click()
    })

    await test.step('let go over nothing it is taken off', async () => {
      await drag(grip(last, 'target'), yard.canvas.locator('.react-flow__pane'), { x: 40, y: 40 })
      await expect(last).toBeHidden()
      await expect(yard.node('Logistic regression')).toContainText('Nothing is wired into')
      await yard.button('Undo').click()
      await expect(last).toBeAttached()
    })

    await test.step('while one is dragged, ports that fit stand out', async () => {
      await yard.port('Scale numbers', 'Output').hover()
      await page.mouse.down()
      await yard.canvas.locator('.react-flow__pane').hover({ position: { x: 40, y: 40 } })
      await expect(yard.port('Logistic regression', 'Input')).toHaveCSS('opacity', '1')
      await expect(yard.port('Impute missing values', 'Input')).toHaveCSS('opacity', '0.2')
      await page.mouse.up()
      await expect(page.getByRole('dialog', { name: 'Add a stage' })).toBeVisible()
      await page.keyboard.press('Escape')
    })

    await test.step('back to what feeds it', async () => {
      await drag(yard.port('Scale numbers', 'Output'), yard.port('Impute missing values', 'Input'))
      await expect(page.getByRole('alert').filter({ hasText: 'would make a cycle' })).toContainText(
        'data cannot flow back',
      )
      await expect(wire(yard, 'Target and split', 'Impute missing values')).toBeAttached()
    })
  })
})

test('wires are made and taken off without a mouse', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.openExample('A first model')
  await yard.node('Logistic regression').focus()
  await page.keyboard.press('Enter')
  const input = yard.inspector.getByRole('combobox', { name: 'Input: data' })
  await expect(input).toHaveValue('Scale numbers')
  await input.focus()
  await page.keyboard.press('Enter')
  // Up until it is there: a list that has just opened does not know yet where it stands.
  const split = page
    .getByRole('listbox', { name: 'Input: data' })
    .getByRole('option', { name: 'Target and split' })
  await expect(split).toBeVisible()
  const id = (await split.getAttribute('id'))!
  await expect(async () => {
    await page.keyboard.press('ArrowUp')
    await expect(input).toHaveAttribute('aria-activedescendant', id, { timeout: 500 })
  }).toPass()
  await page.keyboard.press('Enter')
  await expect(input).toHaveValue('Target and split')
  await expect(wire(yard, 'Target and split', 'Logistic regression')).toBeAttached()
  await expect(wire(yard, 'Scale numbers', 'Logistic regression')).toBeHidden()
})

test('commands and stages are found by name', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.openExample('A first model')
  await yard.node('Logistic regression').click()
  const find = async (words: string) => {
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Find a command or a stage').fill(words)
    await page.keyboard.press('Enter')
  }
  await find('cross-val')
  await expect(wire(yard, 'Logistic regression', 'Cross-validate')).toBeAttached()
  await find('undo')
  await expect(yard.node('Cross-validate')).toBeHidden()
})

test('a region is selected and deleted, and comes back with its wires', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.openExample('A first model')
  const [first, second] = [
    await yard.node('Sample data').boundingBox(),
    await yard.node('Target and split').boundingBox(),
  ]
  await page.keyboard.down('Shift')
  await page.mouse.move(first!.x - 12, first!.y - 40)
  await page.mouse.down()
  await page.mouse.move(second!.x + 40, second!.y + second!.height + 30, { steps: 6 })
  await page.mouse.up()
  await page.keyboard.up('Shift')
  await expect(yard.inspector).toContainText('2 nodes')
  await page.keyboard.press('Delete')
  await expect(yard.node('Sample data')).toBeHidden()
  await expect(yard.node('Target and split')).toBeHidden()
  await yard.button('Undo').click()
  await expect(wire(yard, 'Sample data', 'Target and split')).toBeAttached()
})
