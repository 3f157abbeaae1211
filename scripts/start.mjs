// Builds the page and serves it: `npm start -- [--port N] [--no-build]`.
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, extname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import { headers } from './headers.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/** The file that a URL means, or undefined when there is none in the folder. @param {string} folder @param {string} url */
function find(folder, url) {
  let path
  try {
    path = decodeURIComponent(url.replace(/[?#].*$/s, ''))
  } catch {
    return undefined
  }
  if (path.includes('\0')) return undefined
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
  const inside = file.startsWith(folder + sep)
  return inside && statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined
}

/** @param {string} folder @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
function answer(folder, request, response) {
  for (const [name, value] of Object.entries(headers())) response.setHeader(name, value)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return response.writeHead(405, { Allow: 'GET, HEAD' }).end()
  }
  const file = find(folder, request.url ?? '/')
  if (!file) return response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n')
  const type = types[extname(file)] ?? 'application/octet-stream'
  const hashed = file.startsWith(join(folder, 'assets') + sep)
  const gzip = /text|json|svg|wasm/.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  response.setHeader('Content-Type', type)
  response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  response.setHeader('Vary', 'Accept-Encoding')
  if (gzip) response.setHeader('Content-Encoding', 'gzip')
  else response.setHeader('Content-Length', statSync(file).size)
  if (request.method === 'HEAD') return response.end()
  const body = createReadStream(file).on('error', () => response.destroy())
  return gzip ? body.pipe(createGzip()).pipe(response) : body.pipe(response)
}

/**
 * Serves a folder on this machine only. Without a port it takes 4173 or the next free one; with 0, any.
 * @param {{ folder?: string, port?: number }} [options]
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve({ folder = dist, port } = {}) {
  const server = createServer((request, response) => answer(resolve(folder), request, response))
  /** @param {number} wanted @returns {Promise<number>} */
  const listen = (wanted) =>
    new Promise((done, failed) => {
      server.once('error', failed)
      server.listen(wanted, '127.0.0.1', () => {
        server.off('error', failed)
        const address = server.address()
        done(typeof address === 'object' && address ? address.port : wanted)
      })
    }).catch((error) => {
      if (port !== undefined || error.code !== 'EADDRINUSE' || wanted > 4273) throw error
      return listen(wanted + 1)
    })
  const taken = await listen(port ?? 4173)
  return {
    url: `http://127.0.0.1:${taken}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

async function main() {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, 'no-build': { type: 'boolean', default: false } },
  })
  if (!values['no-build']) {
    const { build } = await import('vite')
    await build({ root, logLevel: 'warn' })
  } else if (!existsSync(join(dist, 'index.html'))) {
    throw new Error('There is no build in dist/. Run `npm run build`, or leave out --no-build.')
  }
  const { url } = await serve(values.port === undefined ? {} : { port: Number(values.port) })
  console.log(`Trainyard is ready at ${url} (Ctrl+C ends it)`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
