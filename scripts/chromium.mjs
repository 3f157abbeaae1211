// Finds a Chromium for the browser tests, or says how to get one. `node scripts/chromium.mjs` prints its path.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome', 'msedge']

const places = {
  linux: ['/usr/bin/chromium', '/snap/bin/chromium', '/opt/google/chrome/chrome'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
    .map((name) => process.env[name])
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Chromium/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
}

/** The path of a Chromium on this machine, if there is one. @returns {string | undefined} */
export function findChromium() {
  const wish = process.env.CHROMIUM_PATH ?? process.env.CHROME_PATH
  if (wish) return wish
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name + suffix)))
  const usual = places[/** @type {keyof typeof places} */ (process.platform)] ?? []
  return [chromium.executablePath(), ...onPath, ...usual].find((path) => existsSync(path))
}

/** Finds a Chromium; where it is missing and Debian's can be installed without asking, installs that. */
export function ensureChromium() {
  const found = findChromium()
  if (found) return found
  const apt = ['/usr/bin/apt-get', '/bin/apt-get'].find((path) => existsSync(path))
  if (apt && process.getuid?.() === 0) {
    console.error('No Chromium found: installing the chromium package with apt-get.')
    spawnSync(apt, ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'] })
    spawnSync(apt, ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  const installed = findChromium()
  if (installed) return installed
  throw new Error(
    'The browser tests need Chrome or Chromium, and none was found. Do one of these:\n' +
      '  - npx playwright install chromium\n' +
      '  - install Google Chrome, or the chromium package of your system\n' +
      '  - set CHROMIUM_PATH to the program',
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(ensureChromium())
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
