import { writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { openTrainyard } from './trainyard'

test('dates that can be read either way are told, and read as the person says', async ({ page }, info) => {
  const csv = info.outputPath('visits.csv')
  const rows = Array.from({ length: 24 }, (_, i) => `0${1 + (i % 9)}/0${1 + (i % 7)}/2024,${i % 5}`)
  writeFileSync(csv, ['seen,visits', ...rows].join('\n'))
  const yard = await openTrainyard(page)
  await yard.drop(csv)
  const dialog = page.getByRole('dialog', { name: 'Start from visits.csv' })
  await expect(dialog).toContainText('Column "seen": every date can be read day first or month first.')
  await expect(dialog).toContainText('If the day comes first, choose that in "Column types" of the source.')
  await yard.button('Only add the data').click()

  await yard.run()
  await yard.node('CSV file').click()
  const cell = yard.results.getByRole('grid', { name: 'Rows' }).getByRole('gridcell', { name: /^2024-/ })
  await expect(cell.nth(1)).toHaveText(/^2024-02-02/)
  await expect(cell.nth(7)).toHaveText(/^2024-08-01/)
  const kind = yard.inspector.getByRole('combobox', { name: 'Kind of seen' })
  await expect(kind).toHaveValue('time month-first')
  await kind.selectOption('Time, day first')
  await yard.run()
  await expect(cell.nth(7)).toHaveText(/^2024-01-08/)
})
