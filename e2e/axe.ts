import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Runs in the page itself, and describes nothing but what it objects to: that takes a quarter of the time. */
export const axe = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })

/**
 * What axe objects to, short enough to be read.
 * @param scheme in the dark only colours are others, and nothing else is looked at again
 */
export async function faults(page: Page, scheme: 'light' | 'dark' = 'light'): Promise<string[]> {
  const asked = scheme === 'dark' ? axe(page).withRules(['color-contrast']) : axe(page)
  const { violations } = await asked.analyze()
  return violations.flatMap(({ help, id, nodes }) =>
    nodes.map(({ failureSummary, target }) => `${id}: ${help} at ${target.join(' ')}\n${failureSummary}`),
  )
}
