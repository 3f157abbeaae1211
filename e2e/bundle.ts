import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'

export const node = (...args: string[]) => execFileSync(process.execPath, args, { encoding: 'utf8' })

/** Unpacks a bundle and lets it prove itself. */
export function verify(zip: string, folder: string) {
  mkdirSync(folder)
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(zip))))
    writeFileSync(join(folder, name), bytes)
  const said = node(join(folder, 'predict.mjs'), '--verify')
  const golden = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as { expected: unknown }
  return { said, golden: golden.expected }
}

/** Every number in some JSON, in order. */
export function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}
