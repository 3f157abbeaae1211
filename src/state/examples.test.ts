import { expect, test } from 'vitest'
import { pipelineText } from '../core/pipeline/file'
import { emptyPipeline } from '../core/pipeline/pipeline'
import { loadExamples } from './examples'

test('the examples come in the order of the list, each with its pipeline', async () => {
  const texts: Readonly<Record<string, string>> = {
    'index.json': '[{ "file": "b.json", "about": "B." }, { "file": "a.json", "about": "A." }]',
    'a.json': pipelineText(emptyPipeline('A')),
    'b.json': pipelineText(emptyPipeline('B')),
  }
  const found = await loadExamples((file) => Promise.resolve(texts[file]!))
  expect(found.map(({ about, pipeline }) => [pipeline.name, about])).toEqual([
    ['B', 'B.'],
    ['A', 'A.'],
  ])
})

test('an example that is no pipeline is said', async () => {
  const texts: Readonly<Record<string, string>> = { 'index.json': '[{ "file": "a.json", "about": "A." }]' }
  await expect(loadExamples((file) => Promise.resolve(texts[file] ?? '{}'))).rejects.toThrow('not a pipeline')
})
