import { createServer, type AddressInfo } from 'node:net'
import { defineConfig } from '@playwright/test'
import { ensureChromium } from './scripts/chromium.mjs'

/** A port that nobody listens on; the workers, which read this file too, inherit the first answer. */
const port = (process.env['TRAINYARD_E2E_PORT'] ??= String(await freePort()))
const url = `http://127.0.0.1:${port}/`

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const found = (server.address() as AddressInfo).port
      server.close(() => resolve(found))
    })
  })
}

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'reports/browser',
  reporter: [['list'], ['json', { outputFile: 'reports/browser.json' }]],
  retries: 0,
  workers: 2,
  fullyParallel: true,
  // What must come may come late on a busy machine: how fast it comes is for the benchmarks.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  use: {
    baseURL: url,
    browserName: 'chromium',
    // One that installs takes from every test what only those of e2e/offline.spec.ts need.
    serviceWorkers: 'block',
    actionTimeout: 60_000,
    // A pointer that aims at what still moves misses it on a busy machine.
    reducedMotion: 'reduce',
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
  webServer: { command: `node scripts/start.mjs --no-build --port ${port}`, url, reuseExistingServer: false },
})
