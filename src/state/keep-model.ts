import { connect, disconnect } from '../core/pipeline/acts'
import { isAgain } from '../core/pipeline/connect'
import { upstream } from '../core/pipeline/graph'
import { keepOnly as keepOnlyOf } from '../core/pipeline/keep-only'
import { findNode, type Pipeline, type Wire } from '../core/pipeline/pipeline'
import { pipelineOf, titleOf, type Desk } from './desk'
import { lookupStage } from './stages'

/**
 * Keeps one of the models that a node chooses among, in its place.
 * @returns the wires by which what stays still uses the others
 */
export function keepOnly(desk: Desk, chooser: string, model: string): Wire[] {
  const others = pipelineOf(desk).wires.flatMap(({ from, to }) =>
    to.node === chooser && from.node !== model ? [from.node] : [],
  )
  const act = (pipeline: Pipeline) => keepOnlyOf(pipeline, chooser, model, lookupStage)
  if (!desk.pipeline.getState().act(`Keep only ${titleOf(desk, model)}`, act)) return []
  desk.selection.getState().select([model])
  const kept = upstream(pipelineOf(desk), [model])
  return pipelineOf(desk).wires.filter(({ from, to }) => others.includes(from.node) && !kept.has(to.node))
}

/** Feeds the ends of wires by a model instead of by what feeds them. */
export function feedBy(desk: Desk, wires: readonly Wire[], model: string): void {
  const stage = findNode(pipelineOf(desk), model)?.stage ?? ''
  const out = Object.keys(lookupStage(stage)?.outputs ?? {})[0]
  if (out === undefined) return
  const from = { node: model, port: out }
  const instead = (pipeline: Pipeline) =>
    wires.reduce((done, wire) => {
      const without = disconnect(done, [wire])
      const next = { from, to: wire.to }
      return isAgain(without, next, lookupStage) ? without : connect(without, next, lookupStage)
    }, pipeline)
  desk.pipeline.getState().act(`Use ${titleOf(desk, model)} instead`, instead)
}
