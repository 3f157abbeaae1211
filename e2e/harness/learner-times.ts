import { jobExecutor } from '../../src/engine/job-executor'
import { refitExecutor } from '../../src/engine/refit-executor'
import { workerPool } from '../../src/engine/worker-pool'
import { timeLearner, type LearnerTimes, type LearnerWork } from '../../src/headless/bench/learner-works'

export interface LearnerTimesQuestion {
  readonly kind: 'learner times'
  readonly work: LearnerWork
}

export interface LearnerTimesAnswer extends LearnerTimes {
  readonly kind: 'learner times'
  readonly isolated: boolean
}

const cores = navigator.hardwareConcurrency
const spawn = () =>
  new Worker(new URL('../../src/engine/compute-worker.ts', import.meta.url), { type: 'module' })

/** A learner in the product's own compute worker, with helpers, and refits in others; none is answered from a cache. */
export async function learnerTimes({ work }: LearnerTimesQuestion): Promise<LearnerTimesAnswer> {
  const execute = jobExecutor({
    pool: workerPool(1, spawn),
    refit: refitExecutor(workerPool(cores, spawn)),
    base: Promise.resolve(location.href),
    cores,
    filesFor: () => Promise.resolve({}),
  })
  return { kind: 'learner times', isolated: crossOriginIsolated, ...(await timeLearner(work, execute)) }
}
