import type { Pipeline, PipelineNode } from '../core/pipeline/pipeline'

export type Direction = 'left' | 'right' | 'up' | 'down'

/**
 * The node that an arrow key leads to: along a wire to the left and right, the nearest in height where there are
 * several; up and down to the nearest above and below. Without a wire it is the nearest in sight on that side. Undefined
 * where there is none; from nowhere it is the first node.
 */
export function walk(pipeline: Pipeline, from: string | undefined, to: Direction): string | undefined {
  const here = pipeline.nodes.find(({ id }) => id === from)
  if (!here) return pipeline.nodes[0]?.id
  return (alongWires(pipeline, here, to) ?? inSight(pipeline, here, to))?.id
}

function alongWires({ nodes, wires }: Pipeline, here: PipelineNode, to: Direction): PipelineNode | undefined {
  if (to === 'up' || to === 'down') return undefined
  const ends = wires.flatMap((wire) =>
    to === 'right'
      ? wire.from.node === here.id
        ? [wire.to.node]
        : []
      : wire.to.node === here.id
        ? [wire.from.node]
        : [],
  )
  return nearest(
    nodes.filter(({ id }) => ends.includes(id)),
    ({ position }) => Math.abs(position.y - here.position.y),
  )
}

/** How much farther a step to the side seems than one ahead. */
const ASIDE = 3

function inSight({ nodes }: Pipeline, here: PipelineNode, to: Direction): PipelineNode | undefined {
  const level = to === 'left' || to === 'right'
  const sign = to === 'left' || to === 'up' ? -1 : 1
  const ahead = ({ position: { x, y } }: PipelineNode) =>
    sign * (level ? x - here.position.x : y - here.position.y)
  const aside = ({ position: { x, y } }: PipelineNode) =>
    Math.abs(level ? y - here.position.y : x - here.position.x)
  return nearest(
    nodes.filter((node) => ahead(node) > 0 && aside(node) <= 2 * ahead(node)),
    (node) => ahead(node) + ASIDE * aside(node),
  )
}

function nearest(
  nodes: readonly PipelineNode[],
  distance: (node: PipelineNode) => number,
): PipelineNode | undefined {
  return nodes.reduce<PipelineNode | undefined>(
    (best, node) => (best === undefined || distance(node) < distance(best) ? node : best),
    undefined,
  )
}
