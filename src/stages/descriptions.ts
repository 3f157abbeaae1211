import type { StageDescription } from '../core/stage'

const found = import.meta.glob<StageDescription>('./*/*.{step,wrapper,task}.ts', {
  import: 'stage',
  eager: true,
})

/** Every stage, in the order of its file's path. A new file in a step's folder is a new stage. */
export const stages: readonly StageDescription[] = Object.values(found)

const byId = new Map(stages.map((stage) => [stage.id, stage]))

export const lookupStage = (id: string): StageDescription | undefined => byId.get(id)
