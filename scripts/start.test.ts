import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve } from './start.mjs'

const parent = mkdtempSync(join(tmpdir(), 'serve-'))
const folder = join(parent, 'dist')
let server: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true })
  mkdirSync(join(parent, 'dist-secret'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'assets/app-1.js'), 'export {}')
  writeFileSync(join(parent, 'secret.txt'), 'secret')
  writeFileSync(join(parent, 'dist-secret/a.txt'), 'secret')
  server = await serve({ folder, port: 0 })
})

afterAll(async () => {
  await server.close()
  rmSync(parent, { recursive: true })
})

/** A request whose path goes out as it is written: fetch would tidy `..` away. */
const ask = (path: string, method = 'GET') =>
  new Promise<{ status?: number; headers: Record<string, unknown> }>((done, failed) => {
    const { port } = new URL(server.url)
    request({ host: '127.0.0.1', port, path, method }, (answer) => {
      answer.resume()
      done({ status: answer.statusCode, headers: answer.headers })
    })
      .on('error', failed)
      .end()
  })

test('the page comes with its policy and cross-origin isolation, and is checked for news', async () => {
  const { status, headers } = await ask('/?theme=dark')
  expect(status).toBe(200)
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'content-security-policy': expect.stringContaining(`frame-ancestors 'none'`),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  })
})

test('a hashed file is kept for good', async () => {
  const { headers } = await ask('/assets/app-1.js')
  expect(headers['content-type']).toBe('text/javascript; charset=utf-8')
  expect(headers['cache-control']).toContain('immutable')
})

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/..%5csecret.txt',
  '/../dist-secret/a.txt',
  '//etc/passwd',
  '/assets',
  '/%00',
  '/%zz',
])('%s is not found', async (path) => {
  expect((await ask(path)).status).toBe(404)
})

test('only reading is allowed', async () => {
  expect((await ask('/', 'POST')).status).toBe(405)
})
