import { completeParams } from '../check-params'
import type { ParamValues } from '../params'
import { portKind } from '../ports'
import type { StageDescription } from '../stage'
import { isAgain, whyNot } from './connect'
import {
  findNode,
  sameWire,
  wiresInto,
  wiresOutOf,
  type Pipeline,
  type PipelineNode,
  type StageLookup,
  type Wire,
} from './pipeline'

/** Every act of a person: a pure function from pipeline to pipeline. An act that changes nothing returns its argument. */

export function addNode(
  pipeline: Pipeline,
  stage: StageDescription,
  position: PipelineNode['position'],
  params: ParamValues = {},
  id = freshId(pipeline, stage.id),
): Pipeline {
  const node = {
    id,
    stage: stage.id,
    version: stage.version,
    params: completeParams(stage.params, params),
    position,
  }
  return { ...pipeline, nodes: [...pipeline.nodes, node] }
}

/** The stage's own name, with a number behind it where that is taken. */
function freshId(pipeline: Pipeline, stageId: string, taken: ReadonlySet<string> = new Set()): string {
  const base = stageId.split('/').at(-1)!
  const free = (id: string) => !findNode(pipeline, id) && !taken.has(id)
  if (free(base)) return base
  let n = 2
  while (!free(`${base}-${n}`)) n++
  return `${base}-${n}`
}

/** Replaces what was wired into that input. @throws Error with the reason when the wire cannot be drawn. */
export function connect(pipeline: Pipeline, wire: Wire, lookup: StageLookup): Pipeline {
  if (pipeline.wires.some((one) => sameWire(one, wire))) return pipeline
  const refusal = whyNot(pipeline, wire, lookup)
  if (refusal) throw new Error(refusal)
  const kept = pipeline.wires.filter(({ to }) => to.node !== wire.to.node || to.port !== wire.to.port)
  return { ...pipeline, wires: [...kept, wire] }
}

export function disconnect(pipeline: Pipeline, wires: readonly Wire[]): Pipeline {
  const kept = pipeline.wires.filter((one) => !wires.some((other) => sameWire(one, other)))
  return kept.length === pipeline.wires.length ? pipeline : { ...pipeline, wires: kept }
}

/** Takes nodes away; a wire that ran through one of them is joined up where its kind fits. */
export function removeNodes(pipeline: Pipeline, ids: readonly string[], lookup: StageLookup): Pipeline {
  return ids.reduce((rest, id) => removeNode(rest, id, lookup), pipeline)
}

function removeNode(pipeline: Pipeline, id: string, lookup: StageLookup): Pipeline {
  const node = findNode(pipeline, id)
  if (!node) return pipeline
  const into = wiresInto(pipeline, id)
  const outOf = wiresOutOf(pipeline, id)
  const rest = {
    ...pipeline,
    nodes: pipeline.nodes.filter((one) => one.id !== id),
    wires: pipeline.wires.filter(({ from, to }) => from.node !== id && to.node !== id),
  }
  const kindOf = ({ from }: Wire) => {
    const port = lookup(findNode(pipeline, from.node)?.stage ?? '')?.outputs[from.port]
    return port && portKind(port)
  }
  return outOf.reduce((healed, out) => {
    const feeder = into.find((one) => kindOf(one) !== undefined && kindOf(one) === kindOf(out))
    const wire = feeder && { from: feeder.from, to: out.to }
    return wire && !isAgain(healed, wire, lookup) ? { ...healed, wires: [...healed.wires, wire] } : healed
  }, rest)
}

function changeNode(pipeline: Pipeline, id: string, change: (node: PipelineNode) => PipelineNode): Pipeline {
  const nodes = pipeline.nodes.map((node) => (node.id === id ? change(node) : node))
  return nodes.some((node, i) => node !== pipeline.nodes[i]) ? { ...pipeline, nodes } : pipeline
}

export function setParam(pipeline: Pipeline, id: string, name: string, value: unknown): Pipeline {
  return changeNode(pipeline, id, (node) =>
    Object.is(node.params[name], value) ? node : { ...node, params: { ...node.params, [name]: value } },
  )
}

/** An empty name goes back to the stage's own title. */
export function renameNode(pipeline: Pipeline, id: string, name: string): Pipeline {
  const given = name.trim() === '' ? undefined : name.trim()
  return changeNode(pipeline, id, (node) => (node.name === given ? node : { ...node, name: given }))
}

export function moveNodes(
  pipeline: Pipeline,
  moves: ReadonlyMap<string, PipelineNode['position']>,
): Pipeline {
  return [...moves].reduce(
    (moved, [id, { x, y }]) =>
      changeNode(moved, id, (node) =>
        node.position.x === x && node.position.y === y ? node : { ...node, position: { x, y } },
      ),
    pipeline,
  )
}

export function setSeed(pipeline: Pipeline, seed: number): Pipeline {
  return seed === pipeline.seed ? pipeline : { ...pipeline, seed }
}

export function renamePipeline(pipeline: Pipeline, name: string): Pipeline {
  return name === pipeline.name ? pipeline : { ...pipeline, name }
}

/** Copies of nodes and of the wires between them, under new ids, moved by `offset`. */
export function paste(
  pipeline: Pipeline,
  nodes: readonly PipelineNode[],
  wires: readonly Wire[],
  offset: PipelineNode['position'],
): { pipeline: Pipeline; ids: string[] } {
  const ids = new Map<string, string>()
  const taken = new Set<string>()
  for (const node of nodes) {
    const id = freshId(pipeline, node.stage, taken)
    taken.add(id)
    ids.set(node.id, id)
  }
  const copies = nodes.map((node) => ({
    ...node,
    id: ids.get(node.id)!,
    position: { x: node.position.x + offset.x, y: node.position.y + offset.y },
  }))
  const inner = wires.flatMap(({ from, to }) => {
    const source = ids.get(from.node)
    const sink = ids.get(to.node)
    return source && sink ? [{ from: { ...from, node: source }, to: { ...to, node: sink } }] : []
  })
  return {
    pipeline: { ...pipeline, nodes: [...pipeline.nodes, ...copies], wires: [...pipeline.wires, ...inner] },
    ids: [...ids.values()],
  }
}
