import { defineConfig } from '@playwright/test'
import { ensureChromium } from './scripts/chromium.mjs'

const url = 'http://127.0.0.1:4199/'

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'reports/browser',
  reporter: [['list'], ['json', { outputFile: 'reports/browser.json' }]],
  retries: 0,
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  use: {
    baseURL: url,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: ensureChromium(),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: { command: 'node scripts/start.mjs --no-build --port 4199', url, reuseExistingServer: false },
})
