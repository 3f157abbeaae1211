import type { Applies } from '../runtime/predict'
import { applies } from '../stages/apply'
import { loadStage, type LoadStage } from '../stages/modules'

/** How the engine finds a stage's parts. Tests put toys here. */
export interface Stages {
  readonly load: LoadStage
  readonly applies: Applies
}

export const productStages: Stages = { load: loadStage, applies }
