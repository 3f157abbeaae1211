import { findNode, nodeTitle, type Pipeline } from '../core/pipeline/pipeline'
import type { Session } from './session'
import { lookupStage } from './stages'

/** What gestures work on. */
export type Desk = Pick<Session, 'pipeline' | 'selection'>

export const pipelineOf = ({ pipeline }: Desk): Pipeline => pipeline.getState().pipeline

export const titleOf = (desk: Desk, id: string): string => {
  const node = findNode(pipelineOf(desk), id)
  return node ? nodeTitle(node, lookupStage) : id
}
