import { faultLine } from '../core/errors'
import type { Pipeline } from '../core/pipeline/pipeline'
import { reportHtml, type NodeReport } from '../core/report/report-html'
import type { Coordinator } from '../engine/coordinator'
import { glances } from '../engine/glances'
import { readable } from '../engine/window'
import { lookupStage } from '../stages/descriptions'

/** What a run gave as one HTML page. */
export async function reportPage(pipeline: Pipeline, engine: Coordinator, made: Date): Promise<string> {
  const statuses = engine.statuses()
  const nodes = new Map<string, NodeReport>()
  for (const { id, stage } of pipeline.nodes) {
    const { fault, outputs, state, warnings } = statuses[id]!
    const result = engine.result(id)
    const isSource = Object.keys(lookupStage(stage)?.inputs ?? {}).length === 0
    const [output] = Object.values(result?.outputs ?? {})
    nodes.set(id, {
      state,
      fault: fault && faultLine(fault),
      warnings: warnings.map(faultLine),
      outputs,
      views: result?.views ?? {},
      profile: isSource && output ? await glances(readable(output).table.columns) : undefined,
    })
  }
  return reportHtml(pipeline, nodes, lookupStage, made.toISOString().slice(0, 16).replace('T', ' '))
}
