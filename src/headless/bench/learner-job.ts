import type { Task } from '../../core/dataset'
import { RAW, type Lineage } from '../../core/lineage'
import { defaults, type ParamValues } from '../../core/params'
import type { StageDescription } from '../../core/stage'
import type { Executor, Job, JobInput, JobResult } from '../../engine/job'
import { lookupStage } from '../../stages/descriptions'
import { leastPorts } from '../../stages/shared/contract-inputs'
import { madeRows } from './learner-rows'

/** Learners whose models those are handed that learn from models. */
const MEMBERS = ['train/logistic', 'train/decision-tree'] as const
const SPLIT = 'preprocess/split'

type Run<Kind extends JobResult['kind']> = Extract<JobResult, { readonly kind: Kind }>

/** Runs a job to its end, and hears nothing on the way. */
export const runJob = (job: Job, execute: Executor): Promise<JobResult> =>
  execute(job, new AbortController().signal, { progress: () => {}, view: () => {} })

/** A learner's work, as the engine hands it out: made rows, all of which train, or models that learned from them. */
export async function learnerJob(id: string, rows: number, execute: Executor): Promise<Job> {
  const stage = lookupStage(id)!
  const task = taskOf(stage)
  const table = madeRows(rows, task)
  const raw = { kind: 'rows', flow: { table, target: null, roles: null } } as const
  const split = jobOf(SPLIT, { data: raw }, { target: 'y', task, method: 'none' })
  const { flow, learned } = await resultOf(split, 'rows', execute)
  const data: JobInput = { kind: 'rows', flow }
  // What a GPU gives differs from run to run, and networks are timed on one elsewhere.
  if (stage.kind !== 'wrapper')
    return jobOf(id, { data }, 'backend' in stage.params ? { backend: 'cpu' } : {})
  const first = { ...nodeOf(split), inputs: { data: RAW }, learned }
  const member = async (k: number): Promise<JobInput> => {
    const own = jobOf(MEMBERS[k % MEMBERS.length]!, { data })
    const done = await resultOf(own, 'model', execute)
    const nodes = [first, { ...nodeOf(own), inputs: { data: SPLIT }, learned: done.learned }]
    const lineage: Lineage = { cast: { columns: [], decimal: '.', missing: [] }, nodes }
    const model = { name: own.stage, lineage, predictions: done.predictions, origin: { seed: 0, data: '' } }
    return { kind: 'model', model }
  }
  const ports = Object.keys(leastPorts(stage.inputs))
  const models = await Promise.all(ports.map(async (port, k) => [port, await member(k)] as const))
  return { ...jobOf(id, Object.fromEntries(models)), raw: { table, roles: flow.roles!, key: `${rows} rows` } }
}

/** Of those that a learner takes, the first; those that learn from models take classes. */
function taskOf({ kind, tasks }: StageDescription): Task {
  if (kind === 'wrapper') return 'binary'
  return tasks?.[0] ?? 'clustering'
}

/** Nodes are called as their stages. */
function jobOf(stage: string, inputs: Job['inputs'], params: ParamValues = {}): Job {
  const values = { ...defaults(lookupStage(stage)!.params), ...params }
  return { node: stage, stage, params: values, seed: 0, inputs }
}

const nodeOf = ({ params, stage }: Job) => ({
  id: stage,
  stage,
  version: lookupStage(stage)!.version,
  params,
})

async function resultOf<Kind extends JobResult['kind']>(job: Job, kind: Kind, execute: Executor) {
  const result = await runJob(job, execute)
  if (result.kind !== kind) throw new Error(`${job.stage} gave a ${result.kind}, and no ${kind}`)
  return result as Run<Kind>
}
