import { completeParams } from '../core/check-params'
import { findNode, wiresInto, type Pipeline, type PipelineNode } from '../core/pipeline/pipeline'
import type { StageDescription } from '../core/stage'
import type { ModelBeside } from '../core/view'
import { addStage, kindOfInput } from './add-stage'
import { pipelineOf, type Desk } from './desk'
import { showLineage } from './gestures'
import { lookupStage } from './stages'

/**
 * Shows the pipeline of a model with another learner in it. Unless it is there already, the other one is put below the
 * model's own and fed as that is.
 */
export function showBeside(desk: Desk, { beside, stage: id }: ModelBeside): void {
  const pipeline = pipelineOf(desk)
  const stage = lookupStage(id)
  const learner = learnerOf(pipeline, beside)
  const [feed] = learner ? wiresInto(pipeline, learner.id) : []
  if (!stage || !learner || !feed) return
  const isFedAlike = (node: PipelineNode) =>
    wiresInto(pipeline, node.id).some(
      ({ from }) => from.node === feed.from.node && from.port === feed.from.port,
    )
  const there = pipeline.nodes.find((node) => node.stage === id && isUsual(node, stage) && isFedAlike(node))
  if (there) return showLineage(desk, there.id)
  const { x, y } = learner.position
  const added = addStage(pipeline, stage, { at: { x, y: y + 1 }, loose: { end: feed.from, side: 'output' } })
  if (!desk.pipeline.getState().act(`Add ${stage.title}`, () => added.pipeline)) return
  showLineage(desk, added.id)
}

/** The learner at the beginning of a model, which others may have been wrapped around. */
function learnerOf(pipeline: Pipeline, model: string): PipelineNode | undefined {
  const inner = wiresInto(pipeline, model).find(({ to }) => kindOfInput(pipeline, to) === 'model')
  return inner ? learnerOf(pipeline, inner.from.node) : findNode(pipeline, model)
}

const isUsual = ({ params }: PipelineNode, stage: StageDescription): boolean =>
  JSON.stringify(completeParams(stage.params, params)) === JSON.stringify(completeParams(stage.params, {}))
