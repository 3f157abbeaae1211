import { completeParams } from '../core/check-params'
import { truthOf } from '../core/dataset'
import type { Lineage } from '../core/lineage'
import { takeTable } from '../core/table'
import type { Look, Subject } from '../core/task'
import type { View } from '../core/view'
import { inputColumns, predict, type Applies } from '../runtime/predict'
import type { StageModule } from '../stages/modules'
import { makeContext } from './context'
import type { Job, Watched } from './job'
import type { Stages } from './stages'

/** Milliseconds between two looks, and how many times as long as a look takes there is none, so that it costs a tenth. */
const PAUSE = 100
const REST = 9

interface Looker {
  readonly node: string
  readonly look: Look
}

/**
 * Lets those who watch a step see what it has learned so far: they are asked for their rows once, and the lineage with
 * what is learned answers them now and then.
 * @returns what the step's `soFar` calls
 */
export async function watching(
  job: Job,
  watched: Watched,
  stages: Stages,
  show: (node: string, id: string, view: View) => void,
): Promise<(learned: () => unknown) => void> {
  const modules = await Promise.all(watched.by.map(({ stage }) => stages.load(stage)))
  let lookers: readonly Looker[] | undefined
  let next = 0
  let before = 0
  return (learned) => {
    if (performance.now() < next) return
    lookers ??= lookersOf(job, watched, modules, stages.applies)
    if (lookers.length === 0) return
    const began = performance.now()
    const now = withLearned(watched.lineage, learned())
    lookers = lookers.filter((one) => showsAt(one, now, stages.applies, show))
    const ended = performance.now()
    // The first look is slow, before its code is compiled, and any may be held up: the faster of the last two counts.
    next = ended + Math.max(PAUSE, REST * Math.min(before, ended - began))
    before = ended - began
  }
}

function lookersOf(
  job: Job,
  { by, lineage, raw }: Watched,
  modules: readonly StageModule[],
  applies: Applies,
): Looker[] {
  const subject = subjectOf(job, lineage, raw, applies)
  if (!subject) return []
  return by.flatMap(({ node, params }, i) => {
    const { stage, watch } = modules[i]!
    const context = makeContext(job.seed, node, new AbortController().signal)
    const look = quietly(() => watch?.(subject, completeParams(stage.params, params), context))
    return look ? [{ node, look }] : []
  })
}

/** What it cannot show now it says itself when it runs: the one who learns goes on. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

function subjectOf(
  { inputs }: Job,
  lineage: Lineage,
  { table, roles }: Watched['raw'],
  applies: Applies,
): Subject | undefined {
  const input = Object.values(inputs).find((one) => one.kind === 'rows' && one.flow.target !== null)
  if (input?.kind !== 'rows' || !input.flow.target) return undefined
  const { flow } = input
  const known = truthOf(flow.table, input.flow.target)
  const byId = new Map(Array.from(flow.table.ids, (id, row) => [id, known[row]!]))
  const before = { ...lineage, nodes: lineage.nodes.slice(0, -1) }
  const one = predict(before, takeTable(table, new Uint32Array(Math.min(1, table.ids.length))), applies)
  return {
    target: input.flow.target,
    table,
    roles,
    truth: Float64Array.from(table.ids, (id) => byId.get(id) ?? Number.NaN),
    columns: inputColumns(
      one,
      table.columns.map(({ name }) => name),
    ),
  }
}

const withLearned = (lineage: Lineage, learned: unknown): Lineage => ({
  ...lineage,
  nodes: [...lineage.nodes.slice(0, -1), { ...lineage.nodes.at(-1)!, learned }],
})

/** @returns whether it can be shown again */
function showsAt(
  { look, node }: Looker,
  lineage: Lineage,
  applies: Applies,
  show: (node: string, id: string, view: View) => void,
): boolean {
  const views = quietly(() => look.views(predict(lineage, look.rows, applies)))
  for (const [id, view] of Object.entries(views ?? {})) show(node, id, view)
  return views !== undefined
}
