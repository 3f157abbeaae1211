import { writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { verify } from './bundle'
import { openTrainyard } from './trainyard'

/** A file as people have them: numbers with gaps, categories, dates, a note, and an answer at the end. */
function ownCsv(): string {
  const rows = Array.from({ length: 240 }, (_, i) => {
    const age = 20 + ((i * 37) % 50)
    const income = i % 11 === 0 ? '' : String(18_000 + ((i * 7919) % 60_000))
    const town = ['Ulm', 'Graz', 'Bern', ''][i % 4]
    const since = `2024-0${1 + (i % 9)}-1${i % 10}`
    const bought = age > 45 === (i % 7 !== 0) ? 'yes' : 'no'
    return [age, income, town, since, `"note ${i}, by hand"`, bought].join(',')
  })
  return ['age,income,town,since,note,bought', ...rows].join('\n')
}

test('a newcomer comes from an empty page to a verified bundle with their own CSV in 8 acts, without typing', async ({
  page,
}, info) => {
  const csv = info.outputPath('customers.csv')
  writeFileSync(csv, ownCsv())
  const yard = await openTrainyard(page)
  let acts = 0
  const does = async <T>(act: () => Promise<T>) => {
    acts++
    return act()
  }

  await does(() => yard.drop(csv))
  await expect(page.getByRole('combobox', { name: 'What should be predicted?' })).toHaveValue('bought')
  await does(() => yard.button('Create pipeline').click())
  await does(() => yard.run())
  await expect(yard.results.locator('[data-figure="roc_auc"]')).toBeVisible()
  const download = yard.node('Bundle').getByRole('button', { name: /^Download/ })
  const bundle = await yard.download(() => does(() => download.click()))
  const zip = info.outputPath('bundle.zip')
  await bundle.saveAs(zip)

  expect(verify(zip, info.outputPath('bundle')).said).toContain('Verified')
  info.annotations.push({ type: 'acts', description: String(acts) })
  expect(acts).toBeLessThanOrEqual(8)
})
