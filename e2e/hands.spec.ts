import { expect, test, type Page } from '@playwright/test'
import { centre, openTrainyard, type Trainyard } from './trainyard'

/** What hands that know other editors do without thinking. */

async function example(page: Page): Promise<Trainyard> {
  const yard = await openTrainyard(page)
  await yard.openExample('A first model')
  await expect(yard.node('Evaluate')).toBeInViewport({ ratio: 0.99 })
  return yard
}

test('the canvas is moved by the middle button, with Space, and on its map', async ({ page }) => {
  const yard = await example(page)
  const pane = yard.canvas.locator('.react-flow__pane')
  const x = async () => Math.round((await centre(yard.node('Evaluate'))).x)
  const drag = async (button: 'left' | 'middle') => {
    await pane.hover({ position: { x: 80, y: 40 } })
    await page.mouse.down({ button })
    await pane.hover({ position: { x: 20, y: 40 } })
    await page.mouse.up({ button })
  }
  const before = await x()
  await drag('middle')
  await expect.poll(x).toBe(before - 60)
  await page.keyboard.down('Space')
  await drag('left')
  await page.keyboard.up('Space')
  await expect.poll(x).toBe(before - 120)
  const map = yard.canvas.getByRole('img', { name: 'Map of the canvas' })
  await map.click({ position: { x: 12, y: 40 } })
  await expect.poll(x).toBeGreaterThan(before)
})

test('a node is chosen as soon as it is pressed, and with Space held down moves the canvas', async ({
  page,
}) => {
  const yard = await example(page)
  const node = yard.node('Evaluate')
  const drag = async (by: number) => {
    const { x, y } = await centre(node)
    await page.mouse.move(x, y)
    await page.mouse.down()
    await expect(node).toContainClass('selected')
    await page.mouse.move(x - by, y, { steps: 4 })
    await page.mouse.up()
  }
  const place = async (title: string) => Math.round((await centre(yard.node(title))).x)
  const before = { evaluate: await place('Evaluate'), scale: await place('Scale numbers') }
  await drag(0)
  await expect(yard.inspector.getByRole('heading', { name: 'Evaluate' })).toBeVisible()
  await page.keyboard.down('Space')
  await drag(60)
  await page.keyboard.up('Space')
  await expect.poll(() => place('Scale numbers')).toBe(before.scale - 60)
  await expect.poll(() => place('Evaluate')).toBe(before.evaluate - 60)
})

test('a word typed is one act, to choose is none, and keys save and add', async ({ page }) => {
  const yard = await example(page)
  // However slowly a busy machine takes the keys, they follow each other at once.
  await page.clock.setFixedTime(Date.now())
  await yard.node('Logistic regression').click()
  const field = yard.inspector.getByRole('textbox', { name: 'C', exact: true })
  await field.fill('')
  await field.pressSequentially('0.125')
  await yard.node('Evaluate').click()
  await yard.node('Scale numbers').click()
  await page.keyboard.press('Control+z')
  await yard.node('Logistic regression').click()
  await expect(field).toHaveValue('1')
  await yard.button('Redo').click()
  await expect(field).toHaveValue('0.125')

  const saved = await yard.download(() => page.keyboard.press('Control+s'))
  expect(saved.suggestedFilename()).toBe('A first model.json')

  await yard.canvas.locator('.react-flow__pane').click({ position: { x: 40, y: 40 } })
  await page.keyboard.press('Tab')
  await page.keyboard.type('baseline')
  await page.keyboard.press('Enter')
  await expect(yard.node('Baseline')).toBeVisible()
})

test('a stage dropped where its kind does not fit gets what must come in between, and it is said why', async ({
  page,
}) => {
  const yard = await openTrainyard(page)
  await yard.addBySearch('sample data')
  const stage = yard.stages.getByRole('option', { name: 'Impute missing values' })
  await stage.dragTo(yard.node('Sample data'))
  await expect(page.getByText('learns from rows, so it comes after Target and split')).toBeVisible()
  const wire = (ends: string) => yard.canvas.getByRole('group', { name: `Wire from ${ends}` })
  await expect(wire('Sample data to Target and split')).toBeAttached()
  await expect(wire('Target and split to Impute missing values')).toBeAttached()
  await yard.button('Undo').click()
  await expect(yard.node('Target and split')).toBeHidden()

  await yard.addBehind('Sample data', 'target and split')
  await stage.dragTo(wire('Sample data to Target and split'))
  await expect(page.getByText('so it comes after Target and split')).toBeVisible()
  await expect(yard.node('Target and split')).toHaveCount(1)
  await expect(wire('Target and split to Impute missing values')).toBeAttached()
})

test('what is copied in one tab is pasted in another, as text', async ({ context, page }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const yard = await example(page)
  await page.keyboard.press('Control+a')
  await expect(yard.inspector).toContainText('5 nodes')
  await page.keyboard.press('Control+c')
  const text = await page.evaluate(() => navigator.clipboard.readText())
  expect(JSON.parse(text)).toMatchObject({ format: 'trainyard/pipeline', name: 'Copied' })

  const other = await openTrainyard(await context.newPage())
  await other.button('New pipeline').click()
  await expect(other.canvas.getByRole('heading', { name: 'Drop a CSV here' })).toBeVisible()
  await other.page.keyboard.press('Control+v')
  await expect(other.node('Evaluate')).toBeVisible()
  await expect(other.canvas.getByRole('group', { name: /^Wire from/ })).toHaveCount(4)
})

test('what is pasted with Shift, or by the palette, is wired to the same source', async ({
  context,
  page,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const yard = await example(page)
  const wires = yard.canvas.getByRole('group', { name: 'Wire from Scale numbers to Logistic regression' })
  await yard.node('Logistic regression').click()
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Control+v')
  await expect(yard.node('Logistic regression')).toHaveCount(2)
  await expect(wires).toHaveCount(1)
  await page.keyboard.press('Control+Shift+V')
  await expect(yard.node('Logistic regression')).toHaveCount(3)
  await expect(wires).toHaveCount(2)
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Find a command or a stage').fill('paste with')
  await page.keyboard.press('Enter')
  await expect(yard.node('Logistic regression')).toHaveCount(4)
  await expect(wires).toHaveCount(3)
  await page.keyboard.press('Control+z')
  await expect(wires).toHaveCount(2)
})

test('who wants less motion gets none', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const yard = await example(page)
  await expect(yard.stages.getByRole('option').first()).toHaveCSS('transition-duration', '0.001s')
  const widths = await yard.node('Evaluate').evaluateHandle((node) => {
    const seen = [node.getBoundingClientRect().width]
    const look = () => {
      const { width } = node.getBoundingClientRect()
      if (Math.abs(width - seen.at(-1)!) > 1) seen.push(width)
      requestAnimationFrame(look)
    }
    look()
    return seen
  })
  await page.keyboard.press('1')
  await expect.poll(async () => (await yard.node('Evaluate').boundingBox())?.width).toBe(224)
  expect(await widths.jsonValue()).toHaveLength(2)
})
