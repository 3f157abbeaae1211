import { expect, test } from '@playwright/test'
import { openTrainyard } from './trainyard'

test('pipelines are kept side by side: new, open, rename, duplicate, delete and back', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.addBySearch('sample data')
  await page.getByRole('textbox', { name: 'Pipeline name' }).fill('First')
  await yard.button('New pipeline').click()
  await expect(yard.node('Sample data')).toBeHidden()
  await expect(page.getByRole('list', { name: 'Recent pipelines' })).toContainText('First')
  await yard.openExample('A first model')
  await expect(yard.node('Evaluate')).toBeVisible()

  await yard.button('Pipelines').click()
  const dialog = page.getByRole('dialog', { name: 'Pipelines' })
  const kept = dialog.getByRole('list', { name: 'Kept pipelines' }).getByRole('listitem')
  const more = async (name: string, act: string) => {
    await dialog.getByRole('button', { name: `More about ${name}`, exact: true }).click()
    await page.getByRole('menuitem', { name: act }).click()
  }
  await expect(kept).toHaveCount(2)
  await expect(kept.first()).toContainText('Open now')
  await expect(kept.first().locator('svg rect')).toHaveCount(5)
  await expect(kept.last()).toContainText(/\d:\d\d/)

  await test.step('renamed and duplicated where they lie', async () => {
    await more('First', 'Rename')
    await dialog.getByRole('textbox', { name: 'New name' }).fill('Renamed')
    await page.keyboard.press('Enter')
    await more('Renamed', 'Duplicate')
    await expect(kept).toHaveCount(3)
    await expect(kept.filter({ hasText: 'Renamed (copy)' })).toBeVisible()
  })

  await test.step('deleted, brought back at once or later', async () => {
    await more('Renamed (copy)', 'Delete')
    await expect(kept).toHaveCount(2)
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await expect(kept).toHaveCount(3)
    await more('Renamed (copy)', 'Delete')
    await dialog.getByText('Deleted in the last 30 days').click()
    await dialog.getByRole('button', { name: 'Bring back Renamed (copy)' }).click()
    await expect(kept).toHaveCount(3)
  })

  await test.step('opened, by a click, by the way back, and after a reload', async () => {
    await dialog.getByRole('button', { name: 'Open Renamed', exact: true }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('textbox', { name: 'Pipeline name' })).toHaveValue('Renamed')
    await expect(yard.node('Evaluate')).toBeHidden()
    await page.goBack()
    await expect(yard.node('Evaluate')).toBeVisible()
    await page.goForward()
    await expect(yard.node('Evaluate')).toBeHidden()
    await page.reload()
    await expect(page.getByRole('textbox', { name: 'Pipeline name' })).toHaveValue('Renamed')
    await expect(yard.node('Sample data')).toBeVisible()
  })
})

test('a pipeline that another tab writes can be read here, and another one written', async ({
  context,
  page,
}) => {
  const first = await openTrainyard(page)
  await first.addBySearch('sample data')
  await expect(page.getByText('Saved here')).toBeVisible()
  const second = await openTrainyard(await context.newPage())
  await expect(second.page.getByText('open in another tab, which writes')).toBeVisible()
  await second.button('Examples').click()
  await second.page
    .getByRole('dialog', { name: 'Examples' })
    .getByRole('button', { name: /^A first model/ })
    .click()
  await expect(second.node('Evaluate')).toBeVisible()
  await expect(second.page.getByText('Saved here')).toBeVisible()
  await second.button('Pipelines').click()
  const dialog = second.page.getByRole('dialog', { name: 'Pipelines' })
  await dialog.getByRole('button', { name: 'More about Untitled pipeline' }).click()
  await second.page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(second.page.getByRole('alert')).toContainText('open in another tab')
  await expect(first.node('Sample data')).toBeVisible()
})

test('versions are kept by name, compared in words and on the graph, and restored as one act', async ({
  page,
}) => {
  const yard = await openTrainyard(page)
  await yard.openExample('A first model')
  const dialog = page.getByRole('dialog', { name: 'Versions' })
  await yard.button('Versions').click()
  await dialog.getByRole('textbox', { name: 'Save this version as' }).fill('Before scaling')
  await dialog.getByRole('button', { name: 'Save version' }).click()
  await expect(dialog.getByRole('status')).toHaveText('Nothing differs.')
  await page.keyboard.press('Escape')

  await yard.node('Scale numbers').click()
  await yard.inspector.getByRole('radiogroup', { name: 'Method' }).getByText('Min-max').click()
  await yard.node('Evaluate').click()
  await page.keyboard.press('Delete')
  await expect(yard.node('Evaluate')).toBeHidden()
  await expect(page.getByText('Saved here')).toBeVisible()
  await page.reload()
  await yard.button('Versions').click()
  const differences = dialog.getByRole('list', { name: 'Differences' })
  await expect(differences.getByText('Evaluate was removed', { exact: true })).toBeVisible()
  await expect(differences.getByText(/Scale numbers: Method: Standard.* → Min-max/)).toBeVisible()
  await expect(differences.getByText(/The wire from .* to Evaluate was removed/)).toBeVisible()
  await expect(
    dialog.getByRole('img', { name: '0 nodes added, 1 node removed, 1 node changed' }),
  ).toBeVisible()

  await dialog.getByRole('button', { name: 'Restore' }).click()
  await expect(dialog).toBeHidden()
  await expect(yard.node('Evaluate')).toBeVisible()
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect(yard.node('Evaluate')).toBeHidden()
})
