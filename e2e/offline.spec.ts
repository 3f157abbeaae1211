import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { writeWorker } from '../scripts/offline/plugin'
import { serve } from '../scripts/start.mjs'
import { Trainyard } from './trainyard'

test.use({ serviceWorkers: 'allow' })

/** Resolves when the page is kept whole, and is served from there. */
const isKept = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller) return
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
  })

test('after the first load the page opens and runs without a network', async ({ page }) => {
  const server = await serve({ port: 0 })
  const yard = new Trainyard(page)
  await page.goto(server.url)
  await isKept(page)
  await server.close()

  await page.reload()
  await yard.openExample('A first model')
  await yard.run()
  await expect(yard.node('Evaluate', 'done')).toContainText(/Accuracy\s*(0\.9|1)/)
  await expect(page.getByText('Saved here')).toBeVisible()
  await page.reload()
  await expect(yard.node('Evaluate')).toBeVisible()
})

test('a new version is offered, never forced, and taken with the work in place', async ({ page }, info) => {
  const folder = info.outputPath('site')
  cpSync('dist', folder, { recursive: true })
  const server = await serve({ folder, port: 0 })
  const yard = new Trainyard(page)
  await page.goto(server.url)
  await isKept(page)
  await yard.addBySearch('sample data')

  const index = join(folder, 'index.html')
  writeFileSync(index, readFileSync(index, 'utf8').replace('<html', '<html data-build="2"'))
  writeWorker(folder)
  const html = page.locator('html')
  const offer = page.getByRole('status').filter({ hasText: 'A new version of Trainyard is ready' })

  await test.step('offered while work is open, and left', async () => {
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
    await expect(offer).toBeVisible()
    await yard.addBySearch('target and split')
    await expect(page.getByText('Saved here')).toBeVisible()
    await page.reload()
    await expect(yard.node('Target and split')).toBeVisible()
    await expect(html).not.toHaveAttribute('data-build')
  })

  await test.step('taken, and nothing is lost', async () => {
    await offer.getByRole('button', { name: 'Reload with it' }).click()
    await expect(html).toHaveAttribute('data-build', '2')
    await expect(yard.node('Target and split')).toBeVisible()
  })
  await server.close()
})
