import { cpSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { serve } from '../scripts/start.mjs'
import { openTrainyard, Trainyard } from './trainyard'

/** Bytes that the browser gives this site from now on; without a number, as many as ever. */
async function setQuota(page: Page, quotaSize?: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { origin } = new URL(page.url())
  await session.send('Storage.overrideQuotaForOrigin', {
    origin,
    ...(quotaSize !== undefined && { quotaSize }),
  })
}

const csv = (rows: number) =>
  `a,b,y\n${Array.from({ length: rows }, (_, i) => `${i},${(i * 7) % 13},${i % 2 ? 'yes' : 'no'}`).join('\n')}\n`

async function choose(yard: Trainyard, name: string, text: string): Promise<void> {
  const [chooser] = await Promise.all([yard.page.waitForEvent('filechooser'), yard.button('Open…').click()])
  await chooser.setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
}

/** A network that trains for ever, running and saved. */
async function trainForever(yard: Trainyard): Promise<void> {
  await yard.startFrom('Titanic')
  await yard.addBehind('Encode categories', 'neural network')
  await yard.inspector.getByRole('textbox', { name: 'Epochs' }).fill('100000')
  await yard.inspector.getByRole('switch', { name: 'Stop early' }).uncheck()
  await yard.inspector.getByRole('button', { name: 'More settings' }).click()
  await yard.inspector.getByRole('textbox', { name: 'Patience' }).fill('100000')
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(yard.node('Neural network', 'running')).toBeVisible()
  await expect(yard.page.getByText('Saved here')).toBeVisible()
}

test('a browser that is full says so, keeps what was saved, and saves again once there is room', async ({
  page,
}) => {
  const yard = await openTrainyard(page)
  await yard.addBySearch('sample data')
  await expect(page.getByText('Saved here')).toBeVisible()
  await setQuota(page, 1)

  await test.step('a file that cannot be kept is used, and said to be gone after a reload', async () => {
    await choose(yard, 'mine.csv', csv(20_000))
    await expect(page.getByRole('dialog')).toContainText('This browser could not keep a copy of the file')
    await yard.button('Only add the data').click()
    await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
    await expect(yard.node('CSV file', 'done')).toBeVisible()
  })

  await test.step('there is room again', async () => {
    await setQuota(page)
    await yard.addBySearch('target and split')
    await expect(page.getByText('Saved here')).toBeVisible()
    await page.reload()
    await expect(yard.node('Target and split')).toBeVisible()
    await yard.node('CSV file').click()
    await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
    await expect(yard.node('CSV file', 'failed')).toContainText('is not kept in this browser')
  })
})

test('a tab that is killed in the middle of a run leaves its work to the next one', async ({
  context,
  page,
}) => {
  const yard = await openTrainyard(page)
  await trainForever(yard)
  const crashed = page.waitForEvent('crash')
  const session = await context.newCDPSession(page)
  void session.send('Page.crash').catch(() => undefined)
  await crashed

  const next = await openTrainyard(await context.newPage())
  await expect(next.page.getByText('Saved here')).toBeVisible()
  await expect(next.node('Neural network', 'not run yet')).toBeVisible()
  await next.node('Scale numbers').click()
  await next.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(next.node('Scale numbers', 'done')).toBeVisible()
  await next.button('Undo').click()
  await expect(next.node('Neural network')).toBeVisible()
})

test('a store worker that dies is noticed, said, and rebuilt from the bytes of the files', async ({
  page,
}) => {
  await page.clock.install()
  const yard = await openTrainyard(page)
  await choose(yard, 'mine.csv', csv(60))
  await yard.button('Create pipeline').click()
  await yard.node('Scale numbers').click()
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(yard.node('Scale numbers', 'done')).toBeVisible()
  await page
    .workers()
    .find((worker) => worker.url().includes('store-worker'))!
    .evaluate(() => self.close())
  await page.clock.runFor(190_000)
  await expect(page.getByRole('alert').filter({ hasText: 'The results are gone' })).toContainText('are safe')
  await expect(yard.node('Scale numbers', 'not run yet')).toBeVisible()
  await yard.run()
  await expect(yard.node('Evaluate', 'done')).toBeVisible()
})

test('a compute worker that is killed in the middle of a fit is noticed and said, and the next one fits', async ({
  page,
}) => {
  const yard = await openTrainyard(page)
  const worker = (name: string) => page.workers().find((one) => one.url().includes(name))!
  await trainForever(yard)
  // Three minutes of silence pass in six seconds.
  await worker('store-worker').evaluate(() => {
    const { setTimeout } = self
    self.setTimeout = ((act: () => void, wait = 0) => setTimeout(act, wait / 30)) as typeof setTimeout
  })
  await expect(yard.node('Neural network', 'running')).toContainText('Epoch')
  await worker('compute-worker').evaluate(() => self.close())
  await expect(yard.node('Neural network', 'failed')).toContainText('stopped answering')
  await expect(yard.node('Scale numbers', 'done')).toBeVisible()

  await yard.inspector.getByRole('textbox', { name: 'Epochs' }).fill('3')
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(yard.node('Neural network', 'done')).toBeVisible()
})

test('a compute worker that cannot go on is said on its node, and the next one is used', async ({
  page,
}, info) => {
  const folder = info.outputPath('site')
  cpSync('dist', folder, { recursive: true })
  const assets = join(folder, 'assets')
  const script = join(
    assets,
    readdirSync(assets).find((name) => name.startsWith('compute-worker'))!,
  )
  renameSync(script, `${script}.away`)
  const server = await serve({ folder, port: 0 })
  const yard = new Trainyard(page)
  await page.goto(server.url)
  await yard.addBySearch('sample data')
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(yard.node('Sample data', 'failed')).toContainText('could not go on')
  renameSync(`${script}.away`, script)
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(yard.node('Sample data', 'done')).toBeVisible()
  await server.close()
})

test('bytes of files that nothing names any more are deleted, and no others', async ({ page }) => {
  const yard = await openTrainyard(page)
  await choose(yard, 'orphan.csv', csv(50))
  await page
    .getByRole('dialog', { name: 'Start from orphan.csv' })
    .getByRole('button', { name: 'Close' })
    .click()
  await choose(yard, 'mine.csv', csv(60))
  await yard.button('Only add the data').click()
  await expect(page.getByText('Saved here')).toBeVisible()
  const kept = () =>
    page.evaluate(async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('files')
      let count = 0
      for await (const _ of folder.keys()) count++
      return count
    })
  expect(await kept()).toBe(2)
  await page.clock.setFixedTime(Date.now() + 3 * 86_400_000)
  await page.reload()
  await expect.poll(kept).toBe(1)
  await yard.node('CSV file').click()
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
  await expect(yard.node('CSV file', 'done')).toBeVisible()
})
