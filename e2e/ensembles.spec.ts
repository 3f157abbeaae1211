import { expect, test, type Locator, type Page } from '@playwright/test'
import { centre, openTrainyard } from './trainyard'
import { verify } from './bundle'

/** Waits until the canvas has moved to where it goes. */
async function settled(page: Page, node: Locator): Promise<void> {
  const frames = () =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  const isStill = async () => {
    const before = await centre(node)
    await frames()
    await frames()
    const { x, y } = await centre(node)
    return x === before.x && y === before.y
  }
  await expect.poll(isStill).toBe(true)
}

test('a stack of a forest, boosting and a logistic regression is compared with them; the winner proves itself', async ({
  page,
}, info) => {
  const yard = await openTrainyard(page)
  await yard.startFrom('Penguins')
  for (const learner of ['random forest', 'gradient boosting']) {
    await yard.addBehind('Encode categories', learner)
  }

  await test.step('a stage that takes many models is wired to all that stand side by side', async () => {
    await yard.node('Logistic regression').click()
    await yard.stages
      .getByRole('group', { name: /^Next after/ })
      .getByRole('button', { name: 'Stacking' })
      .click()
    for (const from of ['Logistic regression', 'Random forest', 'Gradient boosting'])
      await expect(yard.canvas.getByRole('group', { name: `Wire from ${from} to Stacking` })).toBeAttached()
    await expect(yard.node('Stacking').getByRole('img', { name: /^Input model/ })).toHaveCount(4)
    await yard.inspector.getByRole('textbox', { name: 'How many folds' }).fill('2')
  })

  await test.step('a port is free as long as wires come, by keyboard and by mouse', async () => {
    await yard.node('Random forest').click()
    await page.keyboard.down('Shift')
    await yard.node('Gradient boosting').click()
    await page.keyboard.up('Shift')
    await yard.addBySearch('compare')
    const ports = yard.node('Compare models').getByRole('img', { name: /^Input model/ })
    await expect(ports).toHaveCount(3)
    await yard.inspector.getByRole('textbox', { name: 'How many folds' }).fill('2')
    await yard.inspector.getByRole('combobox', { name: 'Input: model 3' }).click()
    await page
      .getByRole('listbox', { name: 'Input: model 3' })
      .getByRole('option', { name: 'Logistic regression' })
      .click()
    await expect(ports).toHaveCount(4)
    await yard.button('Arrange the nodes').click()
    await settled(page, yard.node('Compare models'))
    await yard.dragWire(yard.port('Stacking', 'Output'), await centre(yard.node('Compare models')))
    await expect(ports).toHaveCount(5)
    await yard.button('Undo').click()
    await expect(ports).toHaveCount(4)
    await yard.button('Redo').click()
    await expect(ports).toHaveCount(5)
  })

  await test.step('Evaluate takes several, too', async () => {
    await yard.node('Evaluate').click()
    await yard.inspector.getByRole('combobox', { name: 'Input: model 2' }).click()
    await page
      .getByRole('listbox', { name: 'Input: model 2' })
      .getByRole('option', { name: 'Gradient boosting' })
      .click()
  })

  await test.step('the winner goes into the bundle', async () => {
    await yard.node('Bundle').click()
    await yard.inspector.getByRole('combobox', { name: 'Input: model' }).click()
    await page
      .getByRole('listbox', { name: 'Input: model' })
      .getByRole('option', { name: 'Compare models' })
      .click()
    await yard.button('Run all').click()
    await expect(yard.node('Bundle', 'done')).toBeVisible()
    const bundle = await yard.download(() =>
      yard
        .node('Bundle')
        .getByRole('button', { name: /^Download/ })
        .click(),
    )
    await bundle.saveAs(info.outputPath('winner.zip'))
    expect(verify(info.outputPath('winner.zip'), info.outputPath('winner')).said).toContain('Verified')
  })

  await test.step('models stand side by side', async () => {
    await yard.node('Evaluate').click()
    const models = yard.results.getByRole('group', { name: 'Models on 86 test rows' })
    await expect(models.getByRole('row')).toHaveCount(3)
    await expect(models.getByRole('row', { name: /^Gradient boosting/ })).toBeVisible()
    const matrix = (by: string) =>
      yard.results.getByRole('group', { name: `Confusion matrix of 86 test rows by ${by}` })
    await expect(matrix('Logistic regression')).toBeVisible()
    await yard.results
      .getByRole('combobox', { name: 'Figures, matrix and rows of' })
      .selectOption('Gradient boosting')
    await expect(matrix('Gradient boosting')).toBeVisible()
    await expect(matrix('Logistic regression')).toBeHidden()
    for (const model of ['Logistic regression', 'Gradient boosting'])
      await expect(yard.inspector).toContainText(`The test rows of “${model}” have been looked at once.`)
  })

  await test.step('every row shows the pipeline that made it, or keeps it alone', async () => {
    await yard.node('Compare models').click()
    const board = yard.results.getByRole('group', { name: /^Leaderboard/ })
    await expect(board.getByRole('row')).toHaveCount(6)
    await board.getByRole('button', { name: 'Show Stacking on the canvas' }).click()
    const selected = yard.canvas.locator('.react-flow__node.selected')
    await expect(selected).toHaveCount(9)
    await yard.node('Compare models').click()
    await board.getByRole('button', { name: 'Keep only Logistic regression' }).click()
    await expect(yard.node('Compare models')).toBeHidden()
    await expect(yard.node('Random forest')).toBeHidden()
    await expect(
      yard.canvas.getByRole('group', { name: 'Wire from Logistic regression to Bundle' }),
    ).toBeAttached()
    await yard.button('Undo').click()
    await expect(yard.node('Compare models', 'done')).toBeVisible()
  })
})
