import { TASKS, type Task } from '../core/dataset'
import { upstream, downstream, inOrder } from '../core/pipeline/graph'
import { findNode, type Pipeline, type PipelineNode } from '../core/pipeline/pipeline'
import { isMany, leastWires, portKind } from '../core/ports'
import type { StageDescription } from '../core/stage'
import { stepOf, STEPS, type StepName } from '../core/steps'
import type { Statuses } from '../engine/client'
import { commonFirst, lookupStage, portOfKind, stages, stagesByStep } from './stages'

export interface StepProgress {
  readonly step: StepName
  /** Whether the pipeline has nodes of it, and whether all of those are up to date. */
  readonly state: 'absent' | 'present' | 'done'
}

/** How far the pipeline is, by step. */
export function progressOf({ nodes }: Pipeline, statuses: Statuses): StepProgress[] {
  const states = new Map<StepName | undefined, StepProgress['state']>()
  for (const { id, stage } of nodes) {
    const step = stepOf(stage)
    const isDone = statuses[id]?.state === 'done' || statuses[id]?.state === 'warning'
    states.set(step, isDone && states.get(step) !== 'present' ? 'done' : 'present')
  }
  return stagesByStep.map(({ step }) => ({ step, state: states.get(step) ?? 'absent' }))
}

/** The step that comes next: the first that is missing behind the last node that gives something. */
export function nextStep(pipeline: Pipeline): StepName | undefined {
  const reached = inOrder(pipeline)
    .filter(({ stage }) => Object.keys(lookupStage(stage)?.outputs ?? {}).length > 0)
    .map(({ stage }) => place(stage))
  const here = new Set(pipeline.nodes.map(({ stage }) => stepOf(stage)))
  const from = Math.max(-1, ...reached)
  return stagesByStep.find(({ step }) => STEPS.indexOf(step) > from && !here.has(step))?.step
}

const MOST = 6
const MOST_OF_STEP = 2

/**
 * Stages that go behind a node: they take what it gives, need nothing else but what stands beside it, come no earlier
 * in the work, learn the task that was chosen, and are not before or behind it yet. A few of every step, so that there is a choice.
 */
export function suggest(pipeline: Pipeline, id: string): StageDescription[] {
  const stage = lookupStage(findNode(pipeline, id)?.stage ?? '')
  if (!stage) return []
  const around = new Set([...upstream(pipeline, [id]), ...downstream(pipeline, [id])])
  const used = new Set(pipeline.nodes.filter((node) => around.has(node.id)).map((node) => node.stage))
  const kinds = Object.values(stage.outputs).map(portKind)
  const task = taskBefore(pipeline, id)
  const fitting = stages.filter(
    (one) =>
      place(one.id) >= place(stage.id) &&
      !used.has(one.id) &&
      (!task || !one.tasks || one.tasks.includes(task)) &&
      kinds.some(
        (kind) => portOfKind(one.inputs, kind) && needs(one) <= 1 + beside(pipeline, id, one).length,
      ),
  )
  const byStep = STEPS.map((step) => fitting.filter((one) => stepOf(one.id) === step))
  return byStep.flatMap((group) => commonFirst(group).slice(0, MOST_OF_STEP)).slice(0, MOST)
}

/** What is to be told, where it was chosen: a split that finds it out by itself knows once it has run. */
function taskBefore(pipeline: Pipeline, id: string): Task | undefined {
  const before = upstream(pipeline, [id])
  const split = pipeline.nodes.find((node) => before.has(node.id) && node.stage === 'preprocess/split')
  const task = split?.params['task']
  return TASKS.find((one) => one === task)
}

const place = (stage: string): number => STEPS.indexOf(stepOf(stage) ?? 'collect')

/** How many wires a stage needs at least. */
export const needs = ({ inputs }: StageDescription): number =>
  Object.values(inputs).reduce((sum, port) => sum + leastWires(port), 0)

/**
 * The nodes that a stage which takes many of a kind can be fed by, beside the one it is put behind: the last of every
 * branch that gives it.
 */
export function beside(pipeline: Pipeline, id: string, stage: StageDescription): string[] {
  const many = Object.values(stage.inputs).find(isMany)
  if (!many) return []
  const gives = (node: PipelineNode) =>
    portOfKind(lookupStage(node.stage)?.outputs ?? {}, portKind(many)) !== undefined
  const givers = pipeline.nodes.filter(gives)
  const around = new Set([...upstream(pipeline, [id]), ...downstream(pipeline, [id])])
  return givers.flatMap((node) => {
    const behind = downstream(pipeline, [node.id])
    const isLast = !givers.some((other) => other.id !== node.id && behind.has(other.id))
    return isLast && !around.has(node.id) ? [node.id] : []
  })
}
