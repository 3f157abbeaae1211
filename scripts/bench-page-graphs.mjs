// The graphs that bench-page.mjs drags about.
import { createHash } from 'node:crypto'
import { zipSync } from 'fflate'

/** @typedef {{ stage: string, params?: object }} Step */
/** @typedef {{ name: string, mimeType: string, buffer: Buffer }} Upload */

const COLUMN = 264
const ROW = 144

/** Nodes and the wires between them, one by one. */
class Graph {
  /** @type {object[]} */
  nodes = []
  /** @type {object[]} */
  wires = []

  /** @param {Step} step @param {number} column @param {number} row @param {[string, string, string]} [from] node, port, input */
  put({ stage, params = {} }, column, row, from) {
    const id = `n${this.nodes.length}`
    const version = stage === 'evaluate/evaluate' ? 3 : 1
    this.nodes.push({ id, stage, version, params, position: { x: column * COLUMN, y: row * ROW } })
    if (from) this.wires.push({ from: { node: from[0], port: from[1] }, to: { node: id, port: from[2] } })
    return id
  }

  /** @param {Step[]} steps @param {number} column @param {number} row @param {string} behind a dataset's node */
  chain(steps, column, row, behind) {
    steps.reduce((before, step, i) => {
      const isJudge = step.stage === 'evaluate/evaluate'
      return this.put(step, column + i, row, [
        before,
        isJudge ? 'model' : 'data',
        isJudge ? 'models-1' : 'data',
      ])
    }, behind)
  }

  /** @param {string} name */
  pipeline(name) {
    const { nodes, wires } = this
    return JSON.stringify({ format: 'trainyard/pipeline', version: 1, name, seed: 0, nodes, wires })
  }
}

const STEPS = ['preprocess/impute', 'preprocess/scale', 'preprocess/encode']
const branch = (/** @type {Step} */ learner) => [
  ...STEPS.map((stage) => ({ stage })),
  learner,
  { stage: 'evaluate/evaluate' },
]

/** 300 nodes: branches of five behind one split. In the one in the middle boosting learns for as long as it is let. @returns {Upload} */
export function largeGraph() {
  const graph = new Graph()
  const source = graph.put({ stage: 'collect/sample', params: { name: 'breast_cancer' } }, 0, 0)
  const target = { stage: 'preprocess/split', params: { target: 'diagnosis' } }
  const split = graph.put(target, 1, 0, [source, 'data', 'data'])
  const long = { stage: 'train/gradient-boosting', params: { max_iter: 100000, early_stopping: 'off' } }
  for (let row = 1; graph.nodes.length + 5 <= 300; row++)
    graph.chain(branch(row === 30 ? long : { stage: 'train/logistic' }), 2, row, split)
  graph.put({ stage: 'preprocess/impute' }, 2, 0, [split, 'data', 'data'])
  graph.put({ stage: 'preprocess/scale' }, 3, 0, [split, 'data', 'data'])
  graph.put({ stage: 'preprocess/encode' }, 4, 0, [split, 'data', 'data'])
  const buffer = Buffer.from(graph.pipeline('Three hundred'))
  return { name: 'large.json', mimeType: 'application/json', buffer }
}

/** Numbers that look random and are the same every time. @param {number} seed */
function draws(seed) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** A forest and boosting of 100 trees each on 100,000 rows of 20 numbers, as an archive. @returns {Upload} */
export function trainingGraph() {
  const next = draws(1)
  const names = Array.from({ length: 20 }, (_, i) => `x${i}`)
  const rows = Array.from({ length: 100000 }, () => {
    const x = names.map(() => next())
    const [a = 0, b = 0, c = 0] = x
    const isYes = a * b + 0.5 * c + 0.3 * next() > 0.65
    return `${x.map((value) => value.toFixed(5)).join(',')},${isYes ? 'yes' : 'no'}`
  })
  const csv = Buffer.from(`${[...names, 'y'].join(',')}\n${rows.join('\n')}\n`)
  const hash = createHash('sha256').update(csv).digest('hex')
  const graph = new Graph()
  const types = [...names.map((name) => ({ name, kind: 'number' })), { name: 'y', kind: 'category' }]
  const file = { name: 'rows.csv', hash, size: csv.length }
  const source = graph.put({ stage: 'collect/csv', params: { file, types } }, 0, 1)
  const split = graph.put({ stage: 'preprocess/split', params: { target: 'y' } }, 1, 1, [
    source,
    'data',
    'data',
  ])
  graph.chain([{ stage: 'train/random-forest' }, { stage: 'evaluate/evaluate' }], 2, 0, split)
  graph.chain([{ stage: 'train/gradient-boosting' }, { stage: 'evaluate/evaluate' }], 2, 2, split)
  const pipeline = Buffer.from(graph.pipeline('A hundred trees twice'))
  const entries = { 'pipeline.json': pipeline, [`data/${hash}`]: csv }
  const files = Object.fromEntries(
    Object.entries(entries).map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  )
  const manifest = Buffer.from(JSON.stringify({ format: 'trainyard/archive', version: 1, files }))
  const zip = zipSync({ 'manifest.json': manifest, ...entries }, { level: 1 })
  return { name: 'training.trainyard.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) }
}
