import type { Context } from '../core/context'
import type { Network } from '../ml/network'
import type { Epoch } from './history'
import { parametersOf, type TrainingState } from './problem'
import type { Standing } from './train'

/** What is left of a standing besides the network that was kept and the history. */
export interface Resume {
  readonly state: TrainingState
  readonly best: { readonly epoch: number; readonly loss: number }
  readonly cuts: number
}

export const toResume = ({ state, best: { epoch, loss }, cuts }: Standing): Resume => ({
  state,
  best: { epoch, loss },
  cuts,
})

/**
 * Where an earlier training stopped: weights, optimiser and all. The order of rows and the dropout of an epoch
 * hang on its number alone, so they go on too.
 * @returns undefined, and says so, when that network had another shape
 */
export function resumed(
  { network, history, resume }: { network: Network; history: readonly Epoch[]; resume: Resume },
  fresh: Standing,
  context: Context,
): Standing | undefined {
  const sizes = (of: Network) => parametersOf(of).map(({ length }) => length)
  if (sizes(network).join() !== sizes(fresh.state.network).join()) {
    context.warn('The network that was trained before had another shape, so training begins anew.')
    return undefined
  }
  const { state, best, cuts } = resume
  return { state, history, best: { ...best, network }, stale: 0, cuts }
}
