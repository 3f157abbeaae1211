import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { main } from './main'

const data = 'src/reference/data'
const folder = mkdtempSync(join(tmpdir(), 'trainyard-'))
const at = (name: string) => join(folder, name)
const reference = JSON.parse(readFileSync('src/reference/reference.json', 'utf8')) as Record<
  string,
  { models: Record<string, Record<string, number & number[]>> }
>

/** Runs a command; the exit code and what it said. */
async function command(...args: string[]) {
  const out = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const err = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  try {
    const code = await main(args, 'public')
    return { code, out: out.mock.calls.join('\n'), err: err.mock.calls.join('\n') }
  } finally {
    vi.restoreAllMocks()
  }
}

async function build(name: string, target: string, model: string) {
  const pipeline = at(`${name}.json`)
  const csv = join(data, `${name}.csv`)
  const split = ['--split-column', 'split', '--ignore', 'fold', '--model', model]
  expect(await command('starter', csv, '--target', target, ...split, '--out', pipeline)).toMatchObject({
    code: 0,
  })
  const run = await command(
    'run',
    pipeline,
    '--json',
    at(`${name}-report.json`),
    '--bundle',
    at(`${name}.zip`),
  )
  expect(run.code, run.err).toBe(0)
  mkdirSync(at(name))
  for (const [file, bytes] of Object.entries(unzipSync(readFileSync(at(`${name}.zip`))))) {
    writeFileSync(join(at(name), file), bytes)
  }
}

const cases = [
  ['telco_churn', 'churn', 'logistic', ['roc_auc', 'log_loss', 'mcc', 'f1', 'brier', 'average_precision']],
  ['penguins', 'species', 'logistic', ['accuracy', 'log_loss', 'f1_macro', 'roc_auc_ovr_macro']],
  ['ames', 'Sale_Price', 'ridge', ['r2', 'mae', 'rmse', 'median_absolute_error', 'max_error']],
] as const

beforeAll(async () => {
  for (const [name, target, model] of cases) await build(name, target, model)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(cases)('%s, from a CSV to a model that proves itself', (name, __, model, metrics) => {
  test('the report agrees with scikit-learn', () => {
    const report = JSON.parse(readFileSync(at(`${name}-report.json`), 'utf8')) as {
      metrics: Record<string, number>
    }
    const wanted = reference[name]!.models[model]!
    for (const metric of metrics) {
      const tolerance = 1e-6 * Math.max(1, Math.abs(wanted[metric]!))
      expect(Math.abs(report.metrics[metric]! - wanted[metric]!), metric).toBeLessThanOrEqual(tolerance)
    }
  })

  test('predict.mjs verifies itself with nothing but Node', () => {
    const out = execFileSync(process.execPath, [join(at(name), 'predict.mjs'), '--verify'], {
      encoding: 'utf8',
    })
    expect(out).toMatch(/^Verified: 6 files unchanged, 2[12] golden rows/)
    // It carries no `fit` of any stage.
    expect(readFileSync(join(at(name), 'predict.mjs'), 'utf8')).not.toContain('fitLogistic')
  })

  test('predict.mjs and the command line give the same predictions (law 4)', async () => {
    const rows = join(data, `${name}.csv`)
    const alone = execFileSync(process.execPath, [join(at(name), 'predict.mjs'), rows], {
      encoding: 'utf8',
      stdio: 'pipe',
    })
    await command('predict', at(`${name}.zip`), rows, '--out', at(`${name}-predictions.csv`))
    expect(readFileSync(at(`${name}-predictions.csv`), 'utf8')).toBe(alone)
    const source = readFileSync(rows, 'utf8').trim().split('\n')
    const lines = alone.trim().split('\n')
    const said = lines
      .filter((_, i) => /,test,/.test(source[i]!))
      .map((line) => Number(line.split(',').at(-1)))
    const { first_predictions, first_probabilities } = reference[name]!.models[model]!
    const wanted: readonly number[] = first_predictions ?? first_probabilities ?? []
    const off = wanted.map((value, k) => Math.abs(said[k]! - value) / Math.max(1, Math.abs(value)))
    expect(Math.max(0, ...off)).toBeLessThanOrEqual(1e-6)
    expect(lines).toHaveLength(source.length)
  })

  test('the command line verifies it, and refuses it when a byte is changed or cut off', async () => {
    const zip = at(`${name}.zip`)
    expect(await command('verify', zip)).toMatchObject({ code: 0 })
    const bytes = readFileSync(zip)
    writeFileSync(at('cut.zip'), bytes.subarray(0, bytes.length - 200))
    expect(await command('verify', at('cut.zip'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('cut short'),
    })
    writeFileSync(at('text.zip'), 'hello')
    expect(await command('verify', at('text.zip'))).toMatchObject({ code: 2 })
  })

  test('predict.mjs refuses a lineage that was changed', () => {
    const changed = at(`${name}-changed`)
    mkdirSync(changed)
    for (const file of [
      'predict.mjs',
      'manifest.json',
      'schema.json',
      'metrics.json',
      'golden.json',
      'README.md',
    ]) {
      copyFileSync(join(at(name), file), join(changed, file))
    }
    const lineage = readFileSync(join(at(name), 'lineage.json'), 'utf8')
    writeFileSync(
      join(changed, 'lineage.json'),
      lineage.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)),
    )
    const run = spawnSync(process.execPath, [join(changed, 'predict.mjs'), '--verify'], { encoding: 'utf8' })
    expect(run.status).toBe(2)
    expect(run.stderr).toContain('lineage.json was changed')
  })
})

test('the same pipeline gives the same bundle, byte by byte (law 5)', async () => {
  await command('run', at('penguins.json'), '--json', at('again.json'), '--bundle', at('again.zip'))
  expect(readFileSync(at('again.zip')).equals(readFileSync(at('penguins.zip')))).toBe(true)
  expect(readFileSync(at('again.json'), 'utf8')).toBe(readFileSync(at('penguins-report.json'), 'utf8'))
})

test('without a target the starter looks for clusters, and the bundle of what it finds verifies itself', async () => {
  const [pipeline, report, zip] = [at('clusters.json'), at('clusters-report.json'), at('clusters.zip')]
  const start = ['starter', join(data, 'wine.csv'), '--no-target', '--ignore', 'target,split,fold']
  expect(await command(...start, '--out', pipeline)).toMatchObject({
    code: 0,
    out: expect.stringContaining('kmeans'),
  })
  expect(await command('run', pipeline, '--json', report, '--bundle', zip)).toMatchObject({ code: 0 })
  const { metrics } = JSON.parse(readFileSync(report, 'utf8')) as { metrics: Record<string, number> }
  expect(metrics['silhouette']).toBeGreaterThan(0)
  expect(await command('verify', zip)).toMatchObject({ code: 0 })
  expect(await command(...start, '--model', 'gaussian-mixture', '--out', pipeline)).toMatchObject({
    code: 0,
    out: expect.stringContaining('gaussian-mixture'),
  })
})

describe('bad input answers with one line and exit code 2', () => {
  test.each([
    ['no such command', ['train'], /no command "train"/],
    [
      'no such file',
      ['starter', 'nowhere.csv', '--target', 'y', '--out', 'x.json'],
      /no file "nowhere\.csv"/,
    ],
    [
      'no target',
      ['starter', `${data}/wine.csv`, '--out', 'x.json'],
      /--target COL or --no-target is not given/,
    ],
    [
      'a target and none',
      ['starter', `${data}/wine.csv`, '--target', 'target', '--no-target', '--out', 'x.json'],
      /cannot both be given/,
    ],
    [
      'no such column',
      ['starter', `${data}/wine.csv`, '--target', 'nope', '--out', 'x.json'],
      /no column "nope".*Columns: alcohol/,
    ],
    [
      'no such learner',
      ['starter', `${data}/wine.csv`, '--target', 'target', '--model', 'nope', '--out', 'x.json'],
      /no learner "nope"/,
    ],
    ['an unknown option', ['run', 'x.json', '--nope'], /--nope/],
    ['a pipeline that is none', ['run', 'package.json'], /not a pipeline file/],
    [
      'rows without the columns',
      ['predict', at('ames.zip'), `${data}/wine.csv`],
      /None of the columns that the model needs/,
    ],
    ['a bundle that is none', ['verify', 'package.json'], /not a zip file/],
  ])('%s', async (_, args, message) => {
    const { code, err } = await command(...args)
    expect(code).toBe(2)
    expect(err).toMatch(message)
    expect(err.split('\n')).toHaveLength(1)
  })
})
