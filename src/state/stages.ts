import { grown, portKind, type PortKind } from '../core/ports'
import type { StageDescription } from '../core/stage'
import { stepOf, STEPS, type StepName } from '../core/steps'
import { lookupStage, stages } from '../stages/descriptions'

export { lookupStage, stages }

/** The steps that have stages, in the order of the work. */
export const stagesByStep: readonly {
  readonly step: StepName
  readonly stages: readonly StageDescription[]
}[] = STEPS.map((step) => ({
  step,
  stages: commonFirst(stages.filter(({ id }) => stepOf(id) === step)),
})).filter((group) => group.stages.length > 0)

/** Stages in their order, but those first that most people want. */
export function commonFirst(some: readonly StageDescription[]): readonly StageDescription[] {
  const isCommon = ({ common }: StageDescription) => common === true
  return [...some.filter(isCommon), ...some.filter((stage) => !isCommon(stage))]
}

/** The first port of a kind that a new node has, by name. */
export function portOfKind(ports: StageDescription['inputs'], kind: PortKind): string | undefined {
  return Object.entries(grown(ports)).find(([, port]) => portKind(port) === kind)?.[0]
}

/** The stages that take something of that kind, or that give it. */
export const stagesThat = (verb: 'take' | 'give', kind: PortKind): readonly StageDescription[] =>
  stages.filter((stage) => portOfKind(verb === 'take' ? stage.inputs : stage.outputs, kind) !== undefined)
