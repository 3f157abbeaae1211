import * as v from 'valibot'
import { connect, paste } from './acts'
import { whyNot } from './connect'
import { parsePipeline, pipelineText } from './file'
import { framesOf, pasteFrames } from './frames'
import {
  emptyPipeline,
  findNode,
  nodeTitle,
  type Pipeline,
  type PipelineNode,
  type StageLookup,
  type Wire,
} from './pipeline'

/** A wire that came into what was copied, and what the node at its other end was called. */
interface Incoming extends Wire {
  readonly source: string
}

/** Nodes, frames and the wires between them, as a pipeline, and the wires that came in from others. */
export interface Copied extends Pipeline {
  readonly incoming: readonly Incoming[]
}

const end = v.object({ node: v.string(), port: v.string() })
const incomingWires = v.fallback(v.array(v.object({ from: end, to: end, source: v.string() })), [])

export function copyOf(
  pipeline: Pipeline,
  nodes: readonly string[],
  frames: readonly string[],
  lookup: StageLookup,
): Copied {
  const chosen = new Set(nodes)
  const into = pipeline.wires.filter(({ to }) => chosen.has(to.node))
  const areas = framesOf(pipeline).filter(({ id }) => frames.includes(id))
  return {
    ...emptyPipeline('Copied'),
    nodes: pipeline.nodes.filter(({ id }) => chosen.has(id)),
    wires: into.filter(({ from }) => chosen.has(from.node)),
    ...(areas.length > 0 && { frames: areas }),
    incoming: into.flatMap((wire) => {
      const source = findNode(pipeline, wire.from.node)
      return source && !chosen.has(source.id) ? [{ ...wire, source: nodeTitle(source, lookup) }] : []
    }),
  }
}

export const copiedText = (copied: Copied): string => pipelineText(copied)

/** What was copied, here or in another tab. A whole pipeline's file is a copy into which nothing came. */
export function parseCopied(text: string, lookup: StageLookup): Copied {
  const pipeline = parsePipeline(text, lookup)
  return { ...pipeline, incoming: v.parse(incomingWires, (pipeline as Partial<Copied>).incoming) }
}

export interface Pasted {
  readonly pipeline: Pipeline
  readonly nodes: readonly string[]
  readonly frames: readonly string[]
  /** Of every wire that came in before and cannot now, why not. */
  readonly refused: readonly string[]
}

/** Puts a copy into a pipeline under new ids, with the wires that came in where that is wanted and can be. */
export function pasteCopy(
  pipeline: Pipeline,
  copied: Copied,
  { offset, withIncoming, lookup }: PasteOptions,
): Pasted {
  const inner = paste(pipeline, copied.nodes, copied.wires, offset)
  const framed = pasteFrames(inner.pipeline, framesOf(copied), offset)
  const frames = framesOf(framed).slice(framesOf(pipeline).length)
  const fresh = new Map(copied.nodes.map(({ id }, i) => [id, inner.ids[i]!]))
  const refused: string[] = []
  const wired = (withIncoming ? copied.incoming : []).reduce((done, { from, source, to }) => {
    const node = fresh.get(to.node)
    if (node === undefined) return done
    const wire = { from, to: { ...to, node } }
    const why = findNode(pipeline, from.node)
      ? whyNot(done, wire, lookup)
      : `${source} is not on this canvas.`
    if (why === null) return connect(done, wire, lookup)
    refused.push(`No wire from ${source} into ${nodeTitle(findNode(done, node)!, lookup)}: ${why}`)
    return done
  }, framed)
  return { pipeline: wired, nodes: inner.ids, frames: frames.map(({ id }) => id), refused }
}

interface PasteOptions {
  readonly offset: PipelineNode['position']
  readonly withIncoming: boolean
  readonly lookup: StageLookup
}
