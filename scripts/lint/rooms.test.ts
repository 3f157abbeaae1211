import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const oxlint = join('node_modules', 'oxlint', 'bin', 'oxlint')

const illegal: [file: string, code: string][] = [
  ['core/a.ts', `import '../ml/solve'`],
  ['core/a.ts', `import 'react'`],
  ['core/pipeline/a.ts', `export * from '../../engine/plan'`],
  ['ml/a.ts', `import type { A } from '../stages/train/tree'`],
  ['ml/kernels/a.ts', `import 'papaparse'`],
  ['neural/a.ts', `import '../stages/train/network'`],
  ['neural/a.ts', `import '@tensorflow/tfjs-core'`],
  ['stages/a.ts', `import '../neural/train'`],
  ['stages/collect/a.ts', `import Papa from 'papaparse'`],
  ['stages/a.ts', `export const later = () => import('../engine/plan')`],
  ['engine/a.ts', `import predictor from 'virtual:predictor'`],
  ['runtime/a.ts', `import '../engine/plan'`],
  ['runtime/a.ts', `import 'node:fs'`],
  ['engine/a.ts', `import '../state/run'`],
  ['engine/a.ts', `export type A = import('../ui/canvas/node').A`],
  ['state/a.ts', `import '../engine/plan'`],
  ['state/a.ts', `import '../stages/train/tree'`],
  ['state/a.ts', `import 'react'`],
  ['ui/canvas/a.tsx', `import '../../engine/client'`],
  ['ui/a.ts', `const parts = import.meta.glob('../stages/*/*.ts')`],
  ['headless/a.ts', `import '../ui/canvas/node'`],
  ['core/a.ts', `import '../../scripts/build'`],
  ['core/a.test.ts', `import '../ml/solve'`],
  ['unknown/a.ts', `import './b'`],
]

const legal: [file: string, code: string][] = [
  ['core/pipeline/a.ts', `import '../table'; import 'valibot'; import '@noble/hashes/sha2.js'`],
  ['ml/kernels/a.ts', `import '../solve'; import '../../core/table'`],
  ['neural/a.ts', `import '../ml/solve'; export const later = () => import('@tensorflow/tfjs-core')`],
  ['stages/a.ts', `import '../ml/solve'; import type { A } from '../neural/train'`],
  ['stages/collect/a.ts', `export const later = () => [import('../../neural/train'), import('papaparse')]`],
  ['runtime/a.ts', `import '../core/a'; export const parts = import.meta.glob('../stages/*/*.ts')`],
  ['runtime/cli.ts', `import 'node:fs'; import './predict'`],
  [
    'engine/a.ts',
    `import '../runtime/predict'; import 'comlink'; export const later = import('virtual:predictor')`,
  ],
  ['state/a.ts', `import '../engine/client'; import '../stages/descriptions'; import 'zustand/vanilla'`],
  ['ui/canvas/a.tsx', `import '../../state/run'; import '@mantine/core'; import 'react'`],
  ['headless/a.ts', `import '../engine/plan'; import 'node:fs'; import 'fflate'`],
  ['engine/a.test.ts', `import '../ml/solve'; import 'vitest'; import 'node:fs'; import 'papaparse'`],
  ['main.tsx', `import './ui/shell/app'; import './engine/compute'`],
]

/** What the repository's own configuration says about each example, one by one. */
async function lint(examples: [file: string, code: string][]) {
  const root = mkdtempSync(join(tmpdir(), 'rooms-'))
  try {
    for (const [index, [file, code]] of examples.entries()) {
      const path = join(root, String(index), 'src', file)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, `${code}\n`)
    }
    cpSync('.oxlintrc.json', join(root, '.oxlintrc.json'))
    cpSync('scripts/lint', join(root, 'scripts/lint'), { recursive: true })
    writeFileSync(join(root, 'package.json'), '{ "type": "module" }')
    const run = promisify(execFile)(process.execPath, [join(process.cwd(), oxlint), '-f', 'json'], {
      cwd: root,
    })
    const { stdout } = await run.catch((error: { stdout: string }) => error)
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] }
    const found = new Set(
      diagnostics.filter(({ code }) => code === 'rooms(table)').map(({ filename }) => parseInt(filename)),
    )
    return examples.map(([file, code], index) => ({ file, code, rejected: found.has(index) }))
  } finally {
    rmSync(root, { recursive: true })
  }
}

test('lint rejects every import that the room table forbids, types and import() too', async () => {
  expect((await lint(illegal)).filter(({ rejected }) => !rejected)).toEqual([])
})

test('lint accepts what the room table allows', async () => {
  expect((await lint(legal)).filter(({ rejected }) => rejected)).toEqual([])
})
