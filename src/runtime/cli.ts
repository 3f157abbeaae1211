import { createHash } from 'node:crypto'
import { readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BUNDLE_FILES, type Golden, type Manifest } from '../core/bundle'
import { faultLine, toFault, UserError } from '../core/errors'
import { bundledModel, type BundledModel } from './bundled-model'

const here = dirname(fileURLToPath(import.meta.url))

const USAGE = `Usage:
  node predict.mjs ROWS.csv [--out PREDICTIONS.csv]   predict every row of a CSV (to standard output without --out)
  node predict.mjs --verify                           check every file's hash and replay the golden rows`

/** The model that stands beside this file, for use from other programs. */
export function loadModel(folder: string = here): BundledModel {
  return bundledModel(readText(folder, BUNDLE_FILES.lineage))
}

function readText(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8')
  } catch {
    throw new UserError(`${name} is missing.`, 'Unpack the whole bundle into one folder.')
  }
}

function verify(folder: string): string {
  const manifest = JSON.parse(readText(folder, BUNDLE_FILES.manifest)) as Manifest
  const names = Object.keys(manifest.files)
  for (const name of names) {
    if (!/^[\w.-]+$/.test(name))
      throw new UserError(`The manifest names "${name}", which is not a file of a bundle.`)
    const hash = createHash('sha256').update(readText(folder, name)).digest('hex')
    if (hash !== manifest.files[name]) throw new UserError(`${name} was changed after the bundle was made.`)
  }
  const golden = JSON.parse(readText(folder, BUNDLE_FILES.golden)) as Golden
  const fault = loadModel(folder).verify(golden)
  if (fault) throw new UserError(fault)
  return `Verified: ${names.length} files unchanged, ${golden.rows.length} golden rows come out as they did.`
}

/** @returns the exit code: 0, or 2 with one line that says what is wrong. */
export function main(args: readonly string[], folder: string = here): number {
  try {
    const out = args.indexOf('--out')
    const target = out >= 0 ? args[out + 1] : undefined
    const [input, ...more] = args.filter((_, i) => out < 0 || (i !== out && i !== out + 1))
    if (input === undefined || more.length > 0 || (out >= 0 && target === undefined))
      throw new UserError(USAGE)
    if (input === '--help') console.log(USAGE)
    else if (input === '--verify') console.log(verify(folder))
    else predictFile(input, target, folder)
    return 0
  } catch (error) {
    console.error(faultLine(toFault(error)))
    return 2
  }
}

function predictFile(input: string, target: string | undefined, folder: string): void {
  const { csv, warnings } = loadModel(folder).predictCsv(readInput(input))
  for (const warning of warnings) console.error(`Note: ${warning}`)
  const bytes = Buffer.concat(csv)
  if (target === undefined) process.stdout.write(bytes)
  else writeFileSync(target, bytes)
}

function readInput(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch {
    throw new UserError(`${path} cannot be read.`, 'Name a CSV file.')
  }
}

const started = process.argv[1]
if (started && realpathSync(started) === fileURLToPath(import.meta.url))
  process.exitCode = main(process.argv.slice(2))
