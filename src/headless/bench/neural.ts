import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { permutation, randomStream } from '../../core/random'
import { makeEngine } from '../../neural/backends'
import { runEpoch } from '../../neural/epoch'
import { freshState } from '../../neural/problem'
import { makeProblem, objectiveFor } from '../../neural/testing/problems'
import { pythonWith } from './python'
import { benchRow, median, type BenchRow } from './row'

const ROUNDS = 5
const small = { numbers: 20, hidden: [64, 64], outputs: 1, loss: 'binary', rows: 10_000 } as const
const large = { numbers: 100, hidden: [256, 128], outputs: 10, loss: 'softmax', rows: 50_000 } as const
const CASES = [
  { shape: small, batch: 32, epochs: 4, goal: 0.3 },
  { shape: small, batch: 128, epochs: 4, goal: 0.5 },
  { shape: small, batch: 1024, epochs: 4, goal: 0.75 },
  { shape: large, batch: 128, epochs: 2, goal: 1.15 },
  { shape: large, batch: 1024, epochs: 2, goal: 1.35 },
] as const

type Case = (typeof CASES)[number]

/**
 * Epochs of a network by our kernel, in Node: against scikit-learn at one thread with float32 data. In a browser,
 * and against model.fit: `npm run bench -- devices`.
 */
export async function neuralBench(assets: string): Promise<BenchRow[]> {
  const python = pythonWith('sklearn')
  if (!python) return []
  const rival = scikitLearn(python, join(assets, '../scripts/mlp-rival.py'))
  const rows: BenchRow[] = []
  for (const one of CASES) {
    const { shape, batch, goal } = one
    const [ours, theirs]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(median(await epochTimes(one)))
      theirs.push(median(await rival.ask(one)))
    }
    const sizes = [shape.numbers, ...shape.hidden, shape.outputs].join('-')
    const work = `epoch of a network ${sizes}, ${shape.rows} rows, batch ${batch}`
    rows.push(benchRow(work, ours, 'scikit-learn MLP, float32, one thread', theirs, goal))
  }
  rival.close()
  return rows
}

/** Milliseconds of each epoch after the first, as the trainer runs them. */
async function epochTimes({ shape, batch, epochs }: Case): Promise<number[]> {
  const { rows, network } = makeProblem(shape)
  const engine = await makeEngine('cpu', rows, objectiveFor(shape.loss), freshState(network))
  const pace = { batches: 1 }
  const times: number[] = []
  for (let epoch = 0; epoch <= epochs; epoch++) {
    const start = performance.now()
    const order = permutation(rows.count, randomStream(0, `epoch ${epoch}`))
    await runEpoch(engine, order, batch, 0.001, pace, () => {})
    times.push(performance.now() - start)
  }
  return times.slice(1)
}

/** One process for all cases, so that imports are not counted. */
function scikitLearn(python: string, script: string) {
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async ask({ shape, batch, epochs }: Case): Promise<number[]> {
      const sizes = [shape.numbers, ...shape.hidden, shape.outputs]
      child.stdin.write(`${JSON.stringify({ sizes, rows: shape.rows, batch, epochs })}\n`)
      const { value } = await lines.next()
      return JSON.parse(String(value)) as number[]
    },
    close: () => child.stdin.end(),
  }
}
