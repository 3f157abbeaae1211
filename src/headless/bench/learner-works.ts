import { hasher } from '../../core/hash'
import type { Executor, JobResult } from '../../engine/job'
import { stages } from '../../stages/descriptions'
import { learnerJob, runJob } from './learner-job'
import { median } from './row'

export interface LearnerWork {
  readonly id: string
  readonly title: string
  readonly rows: number
}

const ROWS = 20_000
/** Those whose time grows with the square of the rows get fewer, and trees as many as are worth a helper. */
const OTHER_ROWS: Readonly<Record<string, number>> = {
  'train/agglomerative': 4_000,
  'train/dbscan': 5_000,
  'train/svm': 5_000,
  'train/extra-trees': 50_000,
  'train/gradient-boosting': 50_000,
  'train/random-forest': 50_000,
}

/** Every learner of the catalogue, those that learn from models included. */
export const LEARNER_WORKS: readonly LearnerWork[] = stages
  .filter(({ id }) => id.startsWith('train/'))
  .map(({ id, title }) => ({ id, title, rows: OTHER_ROWS[id] ?? ROWS }))

/** Code is loaded, and kernels are compiled, on so many rows. */
const WARM = 300
/** Milliseconds. What takes less is done again, and the median counts. */
const ENOUGH = 500
const MOST_RUNS = 15

export interface LearnerTimes {
  /** Milliseconds from the job that goes out until its result is there: fitted, and applied to every row. */
  readonly milliseconds: number
  /** Of what was learned and predicted. */
  readonly digest: string
}

/** Fits and applies a learner with its defaults. @param execute runs jobs, wherever that is */
export async function timeLearner({ id, rows }: LearnerWork, execute: Executor): Promise<LearnerTimes> {
  await runJob(await learnerJob(id, WARM, execute), execute)
  const job = await learnerJob(id, rows, execute)
  const times: number[] = []
  const digests = new Set<string>()
  for (let spent = 0; spent < ENOUGH && times.length < MOST_RUNS; spent += times.at(-1)!) {
    const begin = performance.now()
    const result = await runJob(job, execute)
    times.push(performance.now() - begin)
    digests.add(digestOf(result))
  }
  return { milliseconds: median(times), digest: [...digests].join(' and ') }
}

/** A hash of what was learned and predicted. */
function digestOf(result: JobResult): string {
  if (result.kind !== 'model') throw new Error('A learner gives a model')
  const hash = hasher()
  const text = JSON.stringify([result.learned, result.predictions], (_, one: unknown) => {
    if (!ArrayBuffer.isView(one)) return one
    hash.update(new Uint8Array(one.buffer, one.byteOffset, one.byteLength))
    return `${one.byteLength} bytes`
  })
  hash.update(new TextEncoder().encode(text))
  return hash.digest()
}
