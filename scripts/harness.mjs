// Builds the page of e2e/harness as the product is built, and serves it with the product's headers.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { headers } from './headers.mjs'

const root = resolve(fileURLToPath(import.meta.url), '../..')
const out = join(root, 'build/harness')
const types = /** @type {Record<string, string>} */ ({
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
})

/** What lets a Chromium without a GPU train on WebGPU and WebGL, in software. */
export const SOFTWARE_GPU = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-webgpu-adapter=swiftshader',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
]

/** @returns {Promise<void>} */
export async function buildHarness() {
  const harness = join(root, 'e2e/harness')
  await build({ root: harness, configFile: join(harness, 'vite.config.ts'), logLevel: 'error' })
}

/**
 * @param {{ isolated?: boolean }} [options] Whether from other origins, which gives shared memory.
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serveHarness({ isolated = true } = {}) {
  const given = Object.entries(headers()).filter(
    ([name]) =>
      isolated || (!name.startsWith('Cross-Origin-Opener') && !name.startsWith('Cross-Origin-Embedder')),
  )
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    const file = join(out, path === '/' ? 'index.html' : path)
    try {
      const body = await readFile(file)
      response.writeHead(200, {
        'Content-Type': types[extname(file)] ?? 'application/octet-stream',
        ...Object.fromEntries(given),
      })
      response.end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() }
}
