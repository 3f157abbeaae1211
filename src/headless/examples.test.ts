import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parsePipeline } from '../core/pipeline/file'
import { lookupStage } from '../stages/descriptions'
import { localEngine } from './local-engine'

interface Listed {
  readonly file: string
  readonly about: string
}

const folder = 'public/examples'
const listed = JSON.parse(readFileSync(`${folder}/index.json`, 'utf8')) as readonly Listed[]

/** The figure of the first Evaluate that says whether the example still makes sense, and the least it must be. */
const LEAST: Readonly<Record<string, readonly [figure: string, least: number]>> = {
  'iris.json': ['accuracy', 0.9],
  'penguins.json': ['accuracy', 0.9],
  'titanic.json': ['accuracy', 0.7],
  'churn.json': ['roc_auc', 0.8],
  'cells.json': ['accuracy', 0.92],
  'wine.json': ['accuracy', 0.9],
  'weights.json': ['r2', 0.75],
  'clusters.json': ['adjusted_rand', 0.6],
}

test('the list names every example, and each says what it shows in a sentence', () => {
  const files = readdirSync(folder).filter((file) => file !== 'index.json')
  expect(listed.map(({ file }) => file).toSorted()).toEqual(files.toSorted())
  for (const { about } of listed) expect(about).toMatch(/^[A-Z].{20,110}\.$/)
})

describe.each(listed.map(({ file }) => file))('%s', (file) => {
  test('runs to the end, and its figures make sense', { timeout: 60_000 }, async () => {
    const pipeline = parsePipeline(readFileSync(`${folder}/${file}`, 'utf8'), lookupStage)
    const engine = localEngine(new Map(), 'public')
    engine.update(pipeline)
    await engine.run()
    const ends = Object.entries(engine.statuses()).map(([id, { fault, state }]) => [
      id,
      fault?.message ?? state,
    ])
    expect(ends).toEqual(pipeline.nodes.map(({ id }) => [id, expect.stringMatching(/^(done|warning)$/)]))
    const view = engine.result('evaluate')?.views['figures']
    const [name, least] = LEAST[file]!
    const figure = view?.kind === 'figures' ? view.figures.find((one) => one.name === name) : undefined
    expect(figure?.value, JSON.stringify(view)).toBeGreaterThan(least)
  })
})
