import { expect, test } from '@playwright/test'
import { open } from './network'
import { openTrainyard } from './trainyard'

test('what waits says so, and what was finished when all is stopped stays', async ({ page }, info) => {
  const { yard } = await open(page, info, { backend: 'cpu', max_iter: 90_000, n_iter_no_change: 90_000 })
  await yard.button('Run all').click()
  await expect(yard.node('Neural network', 'running')).toBeVisible()
  await expect(yard.node('Evaluate', 'waiting')).toContainText('Waiting')
  await yard.button('Stop').click()
  await expect(page.getByRole('status').filter({ hasText: /^Stopped/ })).toBeAttached()
  await expect(yard.node('Neural network', 'not run yet')).toBeVisible()
  await expect(yard.node('Evaluate', 'not run yet')).toBeVisible()
  await expect(yard.node('Target and split', 'done')).toBeVisible()
})

test('a fit is watched while it runs, ended early, and gone on with', async ({ page }) => {
  const yard = await openTrainyard(page)
  await yard.startFrom('Titanic')
  await yard.addBehind('Encode categories', 'neural network')
  await yard.inspector.getByRole('textbox', { name: 'Epochs' }).fill('100000')
  await yard.inspector.getByRole('switch', { name: 'Stop early' }).uncheck()
  await yard.inspector.getByRole('button', { name: 'More settings' }).click()
  await yard.inspector.getByRole('textbox', { name: 'Patience' }).fill('100000')
  await yard.inspector.getByRole('button', { name: 'Run to here' }).click()

  await test.step('the curves grow in place', async () => {
    await expect(yard.node('Neural network', 'running')).toBeVisible()
    await expect(yard.node('Neural network', 'running')).toContainText(/ left$/)
    await expect(page).toHaveTitle(/^\d+% Neural network, .* left – .* – Trainyard$/)
    const loss = yard.results.getByRole('region', { name: 'Loss' })
    const line = loss.locator('[data-line]').first()
    await expect(line).toBeAttached()
    await loss.evaluate((card) => card.setAttribute('data-same', ''))
    const before = await line.getAttribute('d')
    await expect(line).not.toHaveAttribute('d', before ?? '')
    await expect(loss).toHaveAttribute('data-same')
  })

  await test.step('it ends with what it has, and says so', async () => {
    await yard.inspector.getByRole('button', { name: 'Finish now' }).click()
    await expect(yard.node('Neural network', 'stopped early')).toContainText(/Stopped after epoch \d+/)
    await expect(yard.results.getByRole('region', { name: 'Loss' })).toBeVisible()
  })

  await test.step('it goes on, and is ended on the node itself', async () => {
    await yard.inspector.getByRole('button', { name: 'Go on' }).click()
    await expect(yard.node('Neural network', 'running')).toBeVisible()
    const tools = page.getByRole('toolbar', { name: 'Tools of Neural network' })
    await tools.getByRole('button', { name: 'Finish now' }).click()
    await expect(yard.node('Neural network', 'stopped early')).toBeVisible()
    await expect(tools.getByRole('button', { name: 'Go on' })).toBeEnabled()
  })
})
