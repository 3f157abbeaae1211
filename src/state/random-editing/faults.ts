import { parsePipeline, pipelineText } from '../../core/pipeline/file'
import { inOrder } from '../../core/pipeline/graph'
import { checkPipeline } from '../../core/pipeline/check'
import { whyNot } from '../../core/pipeline/connect'
import type { Pipeline } from '../../core/pipeline/pipeline'
import { effectiveOf, inferredOf } from '../derived'
import { lookupStage } from '../stages'

/** The problems that a person may leave on a node, and mend later. */
const UNFINISHED = /^Nothing is wired into | needs at least \d+ wires? into .*, and has (none|\d+)\.$/

/** Why a pipeline is not one that a person can have come to; null when it is sound. */
export function faultOf(pipeline: Pipeline): string | null {
  if (inOrder(pipeline).length < pipeline.nodes.length) return 'there is a cycle'
  const runs = effectiveOf(pipeline)
  for (const wire of runs.wires) {
    const others = { ...runs, wires: runs.wires.filter((other) => other !== wire) }
    const refusal = whyNot(others, wire, lookupStage)
    if (refusal) return `a wire cannot be: ${refusal}`
  }
  const problem = checkPipeline(pipeline, lookupStage).find(({ message }) => !UNFINISHED.test(message))
  return problem ? `${problem.node}: ${problem.message}` : null
}

/** Why a pipeline does not come back from its file, or cannot be looked through; null when all is well. */
export function faultOfFile(pipeline: Pipeline): string | null {
  inferredOf(pipeline)
  const text = pipelineText(pipeline)
  return pipelineText(parsePipeline(text, lookupStage)) === text
    ? null
    : 'the file does not give the same pipeline back'
}
