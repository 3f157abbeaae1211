import type { Pipeline, PipelineNode } from './pipeline'

/** As much of a pipeline as a small picture of it needs. */
export interface Sketch {
  readonly nodes: readonly Pick<PipelineNode, 'id' | 'stage' | 'position'>[]
  readonly wires: Pipeline['wires']
}

export const sketchOf = ({ nodes, wires }: Pipeline): Sketch => ({
  nodes: nodes.map(({ id, position, stage }) => ({ id, position, stage })),
  wires,
})
