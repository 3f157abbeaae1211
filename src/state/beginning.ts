import { parsePipeline } from '../core/pipeline/file'
import type { Pipeline } from '../core/pipeline/pipeline'
import { starter, type StarterOptions } from '../core/pipeline/starter'
import { replaceAll } from './gestures'
import type { Session } from './session'
import { lookupStage } from './stages'

type Place = Pick<Session, 'pipeline' | 'selection' | 'library'>

/**
 * Puts a pipeline on the canvas: on an empty one as an act that can be undone, else as a pipeline of its own, so that
 * nothing makes way for it. Resolves with the id of the one that was left, if one was.
 * @throws UserError when the one that is there is not saved, or the new one cannot be
 */
export async function begin(
  place: Place,
  label: string,
  pipeline: Pipeline,
  selected: readonly string[] = [],
): Promise<string | undefined> {
  const { pipeline: shown, readOnly } = place.pipeline.getState()
  if (shown.nodes.length === 0 && !readOnly) {
    replaceAll(place, label, pipeline, selected)
    return undefined
  }
  const before = await place.library.getState().begin(pipeline, label)
  place.selection.getState().select(selected)
  return before
}

/** @throws UserError that says what is wrong with the file */
export async function openText(place: Place, text: string): Promise<string | undefined> {
  const pipeline = parsePipeline(text, lookupStage)
  return begin(place, `Open ${pipeline.name}`, pipeline)
}

export function startFrom(place: Place, options: StarterOptions): Promise<string | undefined> {
  const pipeline = starter(options, lookupStage)
  return begin(place, `Start from ${options.name}`, pipeline, [pipeline.nodes[0]!.id])
}
