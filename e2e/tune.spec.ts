import { expect, test } from '@playwright/test'
import { openTrainyard } from './trainyard'

test('two parameters are unlocked, searched, stopped, gone on with after a reload, and written back', async ({
  page,
}) => {
  const yard = await openTrainyard(page)
  await yard.startFrom('Titanic')
  await yard.addBehind('Logistic regression', 'tune')

  await test.step('with nothing unlocked it says what to do', async () => {
    await yard.node('Tune').click()
    await expect(yard.inspector.getByText('No parameter before it is unlocked')).toBeVisible()
    await expect(yard.inspector.getByRole('button', { name: 'Unlock the usual' })).toBeEnabled()
  })

  await test.step('no minutes are no limit, and the field says so', async () => {
    const minutes = yard.inspector.getByRole('textbox', { name: 'Minutes' })
    await expect(yard.inspector.getByText('no limit', { exact: true })).toBeVisible()
    await minutes.fill('90')
    await expect(yard.inspector.getByText('min', { exact: true })).toBeVisible()
    await minutes.fill('0')
  })

  const C = yard.inspector.getByRole('textbox', { name: 'C', exact: true })
  await test.step('parameters of two nodes are unlocked, over ranges that can be set', async () => {
    await yard.node('Logistic regression').click()
    await C.fill('0.0001')
    await yard.inspector.getByRole('button', { name: 'Unlock C', exact: true }).click()
    const range = yard.inspector.getByRole('group', { name: 'Search range of C' })
    await range.getByRole('textbox', { name: 'From' }).fill('2000')
    await expect(range.getByRole('alert')).toContainText('begins at 2000, above its end 1000')
    await range.getByRole('textbox', { name: 'From' }).fill('0.0001')
    await expect(yard.node('Logistic regression')).toContainText('0.0001 to 1,000, log')
    await yard.node('Scale numbers').click()
    await yard.inspector.getByRole('button', { name: 'Unlock Method' }).click()
    await yard.node('Tune').click()
    const space = yard.inspector.getByRole('region', { name: 'What is searched' })
    await expect(space.getByRole('listitem')).toHaveCount(2)
  })

  const progress = yard.results.getByRole('region', { name: 'Best so far' })
  await test.step('the chart moves, and stopping keeps the trials', async () => {
    await yard.inspector.getByRole('textbox', { name: 'Trials' }).fill('1000')
    await yard.inspector.getByRole('button', { name: 'Run to here' }).click()
    const line = progress.locator('[data-line]').first()
    await expect(line).toBeAttached()
    const before = await line.getAttribute('d')
    await expect(line).not.toHaveAttribute('d', before ?? '')
    await yard.button('Stop').click()
    await expect(yard.node('Tune', 'not run yet')).toContainText('of 1000 trials')
  })

  await test.step('after a reload they are still there, and it goes on from them', async () => {
    const note = yard.inspector.getByRole('note').filter({ hasText: 'are kept' })
    const words = note.getByText(/^\d+ of 1000 trials are kept$/)
    const kept = Number.parseInt(await words.innerText())
    await page.reload()
    await yard.node('Tune').click()
    // Those of the last instant may still have been on their way to the disk.
    await expect(words).toBeVisible()
    expect(Number.parseInt(await words.innerText())).toBeGreaterThan(kept - 10)
    await expect(progress).toBeVisible()
    await note.getByRole('button', { name: 'Go on' }).click()
    const trials = yard.results.locator('[data-figure="trials"]')
    await expect.poll(async () => Number(await trials.innerText())).toBeGreaterThan(kept)
    await yard.inspector.getByRole('button', { name: 'Finish now' }).click()
    await expect(yard.node('Tune', 'stopped early')).toBeVisible()
    await expect(yard.results.locator('[data-figure="held_out"]')).toHaveText(/^0\.[6-9]/)
  })

  await test.step('lines are brushed by keys', async () => {
    const parallel = yard.results.getByRole('region', { name: 'Every trial over its parameters' })
    await expect(
      parallel.getByRole('img', { name: /\d+ lines. Best: Trial \d+, .*Logistic regression: C / }),
    ).toBeVisible()
    await parallel.getByRole('slider', { name: 'Least ROC AUC' }).press('ArrowRight')
    await expect(parallel.getByRole('status')).toContainText(/^[1-9]\d* of \d+ trials within/)
    await parallel.getByRole('button', { name: 'Clear' }).click()
    await expect(parallel.getByRole('status')).toHaveText(/^(\d+) of \1 trials\./)
  })

  await test.step('the best is written to the nodes by one act, which undo takes back', async () => {
    await yard.results.getByRole('button', { name: 'Write these values to the nodes' }).click()
    await expect(yard.results.getByRole('button', { name: 'The nodes hold these values' })).toBeDisabled()
    await expect(yard.node('Tune', 'out of date')).toBeVisible()
    await yard.node('Logistic regression').click()
    await expect(C).not.toHaveValue('0.0001')
    await yard.button('Undo').click()
    await expect(C).toHaveValue('0.0001')
    await expect(yard.node('Tune', 'stopped early')).toBeVisible()
  })
})
