import { bypass } from '../core/pipeline/bypass'
import { findNode } from '../core/pipeline/pipeline'
import { applyBest, lockParam, replaceStage, unlockParam } from '../core/pipeline/search-acts'
import { paramTitle, unlockUsual } from '../core/pipeline/search-space'
import type { SearchRange } from '../core/search'
import type { View } from '../core/view'
import { pipelineOf, titleOf, type Desk } from './desk'
import { lookupStage } from './stages'

/** What a person does with what a search may change, and with what it found. */

type Proposal = Extract<View, { kind: 'proposal' }>

/** Lets a search change a parameter, over `range` or one that suits it. A burst of changes to one range is one act. */
export function unlock(desk: Desk, id: string, name: string, range?: SearchRange): void {
  const node = findNode(pipelineOf(desk), id)
  const title = node ? paramTitle(node, name, lookupStage) : name
  const label = range ? `Set the range of ${title}` : `Unlock ${title}`
  desk.pipeline
    .getState()
    .act(
      label,
      (pipeline) => unlockParam(pipeline, id, name, lookupStage, range),
      range && `range ${id} ${name}`,
    )
}

export function lock(desk: Desk, id: string, name: string): void {
  const node = findNode(pipelineOf(desk), id)
  const title = node ? paramTitle(node, name, lookupStage) : name
  desk.pipeline.getState().act(`Lock ${title}`, (pipeline) => lockParam(pipeline, id, name))
}

/** Unlocks what is usually tuned of a node. */
export const unlockAllUsual = (desk: Desk, id: string): void =>
  void desk.pipeline
    .getState()
    .act(`Unlock ${titleOf(desk, id)}`, (pipeline) => unlockUsual(pipeline, id, lookupStage))

/**
 * Writes what a search found to the nodes. One that proposed a stage is bypassed, since it has done its work, and the
 * node that has the stage now is shown in its place.
 */
export function applyProposal(desk: Desk, by: string, { stage, values }: Proposal): void {
  const found = lookupStage(stage?.stage ?? '')
  desk.pipeline.getState().act(stage ? 'Put the winner in' : 'Write the best values back', (pipeline) => {
    const written = applyBest(pipeline, values, lookupStage)
    return stage && found
      ? bypass(replaceStage(written, stage.node, found, stage.params), [by], true)
      : written
  })
  if (stage) desk.selection.getState().select([stage.node])
}
