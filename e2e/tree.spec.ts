import { expect, test } from '@playwright/test'
import { openTrainyard } from './trainyard'

test('a tree is looked at: by keys, along the way of a row, and as text', async ({ page }) => {
  const yard = await openTrainyard(page)
  await page.getByRole('button', { name: /^Three learners/ }).click()
  await yard.node('Decision tree').click()
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  const look = yard.results.getByRole('region', { name: 'Tree', exact: true })
  const tree = look.getByRole('tree')
  const items = tree.getByRole('treeitem')
  const root = items.first()
  await expect(root).toHaveAccessibleName(/<=.*\?, \d+ rows, Gini 0\.\d+/)

  await look.getByRole('button', { name: 'Close all' }).click()
  await expect(items).toHaveCount(3)
  await root.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(root).toHaveAttribute('aria-expanded', 'false')
  await expect(items).toHaveCount(1)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(items.nth(1)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(items.nth(2)).toHaveAccessibleName(/^(Otherwise|If true): /)

  await look.getByRole('combobox', { name: 'Follow a row' }).click()
  await page.getByRole('option', { name: /^Row / }).nth(30).click()
  const way = tree.getByRole('treeitem', { selected: true })
  await expect(way.first()).toHaveAccessibleName(/the row has/)
  await expect(way.last()).not.toHaveAttribute('aria-expanded')

  await look.getByRole('button', { name: 'As text' }).click()
  await expect(look.getByRole('group', { name: 'Rules as text' })).toContainText('|--- otherwise')

  await yard.node('Random forest').click()
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  const trees = yard.results.getByRole('region', { name: 'Trees', exact: true })
  await trees.getByRole('combobox', { name: 'Tree', exact: true }).click()
  await page.getByRole('option', { name: 'Tree 7', exact: true }).click()
  await expect(trees.getByRole('tree')).toHaveAccessibleName(/^Tree 7/)
})
