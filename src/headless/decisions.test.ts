import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { parseCsv } from '../core/csv/parse-text'
import { parsePipeline } from '../core/pipeline/file'
import type { Pipeline, PipelineNode, Wire } from '../core/pipeline/pipeline'
import { lookupStage } from '../stages/descriptions'
import { main } from './main'

const folder = mkdtempSync(join(tmpdir(), 'trainyard-'))
const at = (name: string) => join(folder, name)
const data = 'src/reference/data/titanic.csv'

interface Report {
  readonly metrics: Record<string, number>
  readonly nodes: readonly { readonly id: string; readonly state: string }[]
}

/** Runs a command in silence. */
async function command(...args: string[]): Promise<number> {
  const quiet = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')].map((one) =>
    one.mockImplementation(() => undefined),
  )
  try {
    return await main(args, 'public')
  } finally {
    for (const one of quiet) one.mockRestore()
  }
}

/** The starter with its learner calibrated and decided by a threshold, and validated in every way. */
function extended(pipeline: Pipeline): Pipeline {
  const learner = pipeline.nodes.find(({ stage }) => stage === 'train/logistic')!
  const added = (stage: string, params: PipelineNode['params'] = {}): PipelineNode => ({
    id: stage.split('/')[1]!,
    stage,
    version: 1,
    params,
    position: { x: 0, y: 0 },
  })
  const wire = (from: string, to: string, port = 'model'): Wire => ({
    from: { node: from, port: 'model' },
    to: { node: to, port },
  })
  const moved = pipeline.wires.map((one) =>
    one.from.node === learner.id ? { ...one, from: { node: 'threshold', port: 'model' } } : one,
  )
  return {
    ...pipeline,
    nodes: [
      ...pipeline.nodes,
      added('evaluate/calibrate', { n_splits: 2 }),
      added('evaluate/threshold', { by: 'recall', recall: 0.9, n_splits: 2 }),
      added('validate/cross-validate', { n_splits: 2 }),
      added('validate/compare', { n_splits: 2 }),
      added('validate/leak-audit', { n_shuffles: 1 }),
    ],
    wires: [
      ...moved,
      wire(learner.id, 'calibrate'),
      wire('calibrate', 'threshold'),
      wire('threshold', 'cross-validate'),
      wire('threshold', 'leak-audit'),
      wire('threshold', 'compare', 'model_a'),
      wire(learner.id, 'compare', 'model_b'),
    ],
  }
}

beforeAll(async () => {
  const start = ['starter', data, '--target', 'survived', '--split-column', 'split', '--ignore', 'fold']
  await command(...start, '--out', at('plain.json'))
  const pipeline = extended(parsePipeline(readFileSync(at('plain.json'), 'utf8'), lookupStage))
  writeFileSync(at('decided.json'), JSON.stringify(pipeline))
  await command('run', at('decided.json'), '--json', at('report.json'), '--bundle', at('decided.zip'))
  mkdirSync(at('bundle'))
  for (const [file, bytes] of Object.entries(unzipSync(readFileSync(at('decided.zip'))))) {
    writeFileSync(join(at('bundle'), file), bytes)
  }
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a model that is calibrated and decides by a threshold', () => {
  test('runs beside its validation, and its report obeys the threshold', () => {
    const { metrics, nodes } = JSON.parse(readFileSync(at('report.json'), 'utf8')) as Report
    expect(nodes.filter(({ state }) => state !== 'done' && state !== 'warning')).toEqual([])
    expect(metrics['recall']).toBeGreaterThan(0.8)
  })

  test('is bundled with its threshold, and predict.mjs decides by it (law 4)', () => {
    const verified = execFileSync(process.execPath, [join(at('bundle'), 'predict.mjs'), '--verify'], {
      encoding: 'utf8',
    })
    expect(verified).toMatch(/^Verified/)
    const lineage = readFileSync(join(at('bundle'), 'lineage.json'), 'utf8')
    const threshold = Number(/"threshold": (0\.\d+),\s+"positive"/.exec(lineage)![1])
    expect(threshold).toBeLessThan(0.5)
    const said = execFileSync(process.execPath, [join(at('bundle'), 'predict.mjs'), data], {
      encoding: 'utf8',
      stdio: 'pipe',
    })
    const { header, rows } = parseCsv(new TextEncoder().encode(said), 'auto')
    const column = (name: string) => header.indexOf(name)
    const between = rows.filter(
      (row) =>
        Number(row[column('probability_yes')]) >= threshold && Number(row[column('probability_yes')]) < 0.5,
    )
    expect(between.length).toBeGreaterThan(10)
    expect(new Set(between.map((row) => row[column('prediction')]))).toEqual(new Set(['yes']))
  })
})
