import { expect, test, type Page } from '@playwright/test'
import { axe } from './axe'
import { openTrainyard } from './trainyard'

const split = { id: 'split', stage: 'preprocess/split', version: 1, params: { target: 'species' } }
const tree = { id: 'tree', stage: 'train/decision-tree', version: 1, params: {} }
const judges = [
  { id: 'slices', stage: 'evaluate/slices', version: 1, params: { min_rows: 5 } },
  { id: 'shapley', stage: 'evaluate/shapley', version: 1, params: { background: 10 } },
  { id: 'audit', stage: 'validate/leak-audit', version: 1, params: { n_shuffles: 1 } },
]
const search = { n_trials: 3, n_splits: 2 }
const nodes = [
  { id: 'sample', stage: 'collect/sample', version: 1, params: { name: 'iris' } },
  split,
  tree,
  {
    id: 'logistic',
    stage: 'train/logistic',
    version: 1,
    params: {},
    search: { C: { kind: 'float', min: 0.01, max: 10, log: true } },
  },
  { id: 'tune', stage: 'tune/tune', version: 1, params: search },
  { id: 'auto', stage: 'select/auto', version: 1, params: search },
  { id: 'compare', stage: 'validate/compare', version: 2, params: { n_splits: 2 } },
  { id: 'evaluate', stage: 'evaluate/evaluate', version: 3, params: {} },
  ...judges,
]
const wire = (from: string, port: string, to: string, input: string) => ({
  from: { node: from, port },
  to: { node: to, port: input },
})
const pipeline = {
  format: 'trainyard/pipeline',
  version: 1,
  name: 'Every result',
  seed: 0,
  nodes: nodes.map((node, i) => ({ ...node, position: { x: 264 * (i % 5), y: 180 * Math.floor(i / 5) } })),
  wires: [
    wire('sample', 'data', 'split', 'data'),
    ...['tree', 'logistic'].map((to) => wire('split', 'data', to, 'data')),
    ...['tune', 'auto'].map((to) => wire('logistic', 'model', to, 'model')),
    ...['compare', 'evaluate'].flatMap((to) => [
      wire('tree', 'model', to, 'models-1'),
      wire('logistic', 'model', to, 'models-2'),
    ]),
    ...judges.map(({ id }) => wire('tree', 'model', id, 'model')),
  ],
}

/** What axe objects to in what a node shows, short enough to be read; in the dark only colours are others. */
async function faultsOfResults(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  await page.emulateMedia({ colorScheme })
  const results = axe(page).include('section[aria-label="Results"]')
  const asked = colorScheme === 'dark' ? results.withRules(['color-contrast']) : results
  const { violations } = await asked.analyze()
  return violations.flatMap(({ help, nodes: where }) =>
    where.map(({ failureSummary, target }) => `${help} at ${target.join(' ')}\n${failureSummary}`),
  )
}

const TITLES = [
  'Decision tree',
  'Tune',
  'Auto select',
  'Compare models',
  'Evaluate',
  'Slices',
  'Shapley values',
  'Leak audit',
]

/** These have colours that no other view has; what the others share is looked at in the dark in access.spec.ts. */
const PICTURES = ['Decision tree', 'Tune']

test('everyone can read what models, searches and checks show, in light and dark', async ({ page }) => {
  const yard = await openTrainyard(page)
  const chooser = page.waitForEvent('filechooser')
  await yard.button('Open…').click()
  const buffer = Buffer.from(JSON.stringify(pipeline))
  await (await chooser).setFiles({ name: 'every.json', mimeType: 'application/json', buffer })
  await yard.run()
  for (const title of TITLES) {
    await yard.node(title).click()
    await expect(yard.results.getByRole('heading', { name: title, exact: true })).toBeVisible()
    await yard.results.getByRole('tab', { name: 'Results' }).click()
    await expect(yard.results.getByRole('region').first()).toBeVisible()
    await expect(yard.results.getByRole('progressbar')).toBeHidden()
    for (const scheme of PICTURES.includes(title) ? (['light', 'dark'] as const) : (['light'] as const))
      expect.soft(await faultsOfResults(page, scheme), `${title}, ${scheme}`).toEqual([])
  }
})
