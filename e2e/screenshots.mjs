// Draws docs/screenshots from the built page: `npm run build && npm run screenshots`.
import { mkdirSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { ensureChromium } from '../scripts/chromium.mjs'
import { serve } from '../scripts/start.mjs'
import { tours } from './screenshot-tours.mjs'

const folder = 'docs/screenshots'
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
]
const schemes = /** @type {const} */ (['light', 'dark'])

mkdirSync(folder, { recursive: true })
const { close, url } = await serve({ port: 0 })
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
for (const viewport of sizes) {
  for (const colorScheme of schemes) {
    for (const tour of tours) {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })
      const page = await context.newPage()
      await page.goto(url)
      await tour(page, async (name) => {
        await page.evaluate(() => document.fonts.ready)
        await page.mouse.move(0, 0)
        await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${viewport.width}.png` })
      })
      await context.close()
    }
  }
}
await browser.close()
await close()
