import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const WORKER = 'sw.js'
const SOURCE = join(import.meta.dirname, 'service-worker.js')

/** Every file of a built page with the hash that a browser checks it by, and a version that changes with any of them. */
export function manifestOf(folder: string): { version: string; files: Record<string, string> } {
  const paths = readdirSync(folder, { recursive: true })
    .map((path) => String(path).replaceAll('\\', '/'))
    .filter((path) => path !== WORKER && !path.endsWith('.map') && statSync(join(folder, path)).isFile())
    .sort()
  const files = Object.fromEntries(
    paths.map((path) => {
      const hash = createHash('sha256').update(readFileSync(join(folder, path)))
      return [path, `sha256-${hash.digest('base64')}`]
    }),
  )
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16)
  return { version, files }
}

/** Writes the service worker into a built page. */
export function writeWorker(folder: string): void {
  const build = JSON.stringify(manifestOf(folder), null, 1)
  const text = readFileSync(SOURCE, 'utf8').replace('version } = BUILD', () => `version } = ${build}`)
  writeFileSync(join(folder, WORKER), text)
}

/** Keeps the built page in the browser by a service worker, so that it works without a network. */
export function offlinePlugin(): Plugin {
  let folder = ''
  return {
    name: 'trainyard:offline',
    apply: ({ build }, { command }) => command === 'build' && !build?.ssr,
    configResolved(config) {
      folder = join(config.root, config.build.outDir)
    },
    closeBundle: () => writeWorker(folder),
  }
}
