import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { wayBetween } from '../core/draw/wire-path'
import { parsePipeline } from '../core/pipeline/file'
import { renameNode, setParam } from '../core/pipeline/acts'
import { lookupStage } from '../stages/descriptions'
import { localEngine } from './local-engine'
import { reportPage } from './report-page'

const EVIL = `"><img src=x onerror=alert(1)><script>alert(1)</script>`

test('a report tells the graph, the data, what was learned, figures and charts, and runs nothing', async () => {
  const example = parsePipeline(readFileSync('public/examples/titanic.json', 'utf8'), lookupStage)
  const named = renameNode(example, 'impute', EVIL)
  const pipeline = { ...setParam(named, 'split', 'seed', 1), name: EVIL }
  const engine = localEngine(new Map(), 'public')
  engine.update(pipeline)
  await engine.run()
  const page = await reportPage(pipeline, engine, new Date(0))
  for (const words of [
    'Made 1970-01-01 00:00',
    'aria-label="The pipeline: ',
    '<h3>Data profile</h3>',
    'passengerClass',
    '<td>no limit</td>',
    'Confusion matrix of',
    'ROC curve of',
    '95%: ',
    'Logistic regression',
    `default-src 'none'`,
  ]) {
    expect(page).toContain(words)
  }
  const places = new Map(pipeline.nodes.map(({ id, position }) => [id, position]))
  for (const { from, to } of pipeline.wires) {
    expect(page).toContain(`<path d="${wayBetween(places.get(from.node)!, places.get(to.node)!)}"`)
  }
  expect(page.match(/<svg /g)!.length).toBeGreaterThan(8)
  expect(page).not.toMatch(/<script|<img|onerror=alert\(1\)>|https?:\/\/(?!www\.w3\.org\/2000\/svg)/)
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  for (const tag of ['section', 'table', 'figure', 'svg', 'div', 'dl']) {
    expect(page.split(`<${tag}`).length, tag).toBe(page.split(`</${tag}>`).length)
  }
}, 30_000)
