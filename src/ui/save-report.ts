import { faultLine } from '../core/errors'
import { reportHtml, type NodeReport } from '../core/report/report-html'
import type { Session } from '../state/session'
import { effectiveOf } from '../state/derived'
import { lookupStage } from '../state/stages'
import { download, fileName } from './files'
import { stateWords } from './words'

/** The whole pipeline as one HTML page, handed to the person as a download. */
export async function saveReport(session: Session): Promise<void> {
  const { engine, pipeline: pipelines, run } = session
  const pipeline = effectiveOf(pipelines.getState().pipeline)
  const { statuses } = run.getState()
  const nodes = await Promise.all(
    pipeline.nodes.map(async ({ id, stage }): Promise<readonly [string, NodeReport]> => {
      const status = statuses[id]
      const views = await Promise.all(
        (status?.views ?? []).map(async (info) => [info.id, await engine.view(id, info.id)] as const),
      )
      const isSource = Object.keys(lookupStage(stage)?.inputs ?? {}).length === 0
      const [port] = Object.keys(status?.outputs ?? {})
      return [
        id,
        {
          state: stateWords(status),
          fault: status?.fault && faultLine(status.fault),
          warnings: (status?.warnings ?? []).map(faultLine),
          outputs: status?.outputs ?? {},
          views: Object.fromEntries(views),
          profile: isSource && port !== undefined ? await engine.summaries(id, port) : undefined,
        },
      ]
    }),
  )
  const made = new Date().toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })
  const page = reportHtml(pipeline, new Map(nodes), lookupStage, made)
  download(fileName(pipeline.name, 'html'), new Blob([page], { type: 'text/html' }))
}
