import { nodeTitle, type Pipeline } from '../core/pipeline/pipeline'
import type { Coordinator } from '../engine/coordinator'
import { lookupStage } from '../stages/descriptions'
import { metricNamed } from '../ml/metrics/registry'

/** What a run gave: how every node stands, and what every Evaluate measured, under scikit-learn's names. */
export function reportOf(pipeline: Pipeline, engine: Coordinator) {
  const statuses = engine.statuses()
  const nodes = pipeline.nodes.map((node) => {
    const { state, fault, warnings, outputs } = statuses[node.id]!
    const rows = Object.fromEntries(
      Object.entries(outputs).map(([port, { kind, rows: count, roles }]) => [
        port,
        { kind, rows: count, roles },
      ]),
    )
    return {
      id: node.id,
      stage: node.stage,
      title: nodeTitle(node, lookupStage),
      state,
      fault,
      warnings,
      outputs: rows,
    }
  })
  const evaluations = pipeline.nodes.flatMap((node) => {
    const views = engine.result(node.id)?.views
    const figures = views?.['figures']
    if (figures?.kind !== 'figures') return []
    const metrics: Record<string, number | null> = {}
    const intervals: Record<string, readonly [number, number]> = {}
    for (const { interval, name, value } of figures.figures) {
      if (interval) intervals[name] = interval
      const short = metricNamed(name)?.short
      for (const key of short ? [name, short] : [name]) metrics[key] = Number.isFinite(value) ? value : null
    }
    const confusion = views?.['confusion']
    return [
      {
        node: node.id,
        metrics,
        intervals,
        ...(confusion?.kind === 'confusion' && {
          classes: confusion.classes,
          confusion_matrix: confusion.counts,
        }),
      },
    ]
  })
  return {
    name: pipeline.name,
    seed: pipeline.seed,
    metrics: evaluations[0]?.metrics ?? {},
    evaluations,
    nodes,
  }
}
