import { VisuallyHidden } from '@mantine/core'
import { useEffect, useState } from 'react'
import { faultLine } from '../../core/errors'
import { findNode, nodeTitle } from '../../core/pipeline/pipeline'
import type { Statuses } from '../../state/hooks'
import type { Session } from '../../state/session'
import { lookupStage } from '../../state/stages'
import { useSession } from '../session'
import { notify } from './notify'

/** Says how a run ended to those who do not see it, and shows what came of it the first time. */
export function RunAnnouncer() {
  const session = useSession()
  const [said, setSaid] = useState('')
  useEffect(() => {
    let before: Statuses = {}
    let chosen: readonly string[] = []
    return session.run.subscribe((now, was) => {
      if (now.running === was.running) return
      if (now.running) {
        before = now.statuses
        chosen = session.selection.getState().nodes
        setSaid('Running')
        return
      }
      if (now.fault) {
        const message = faultLine(now.fault)
        void notify({ id: 'run', title: 'The run did not end', message, tone: 'bad', stays: true })
      }
      const failed = failedOf(session)
      const end = now.stopped ? 'Stopped' : 'Finished'
      setSaid(failed.length > 0 ? `${end}. Failed: ${failed.map(({ title }) => title).join(', ')}` : end)
      if (session.selection.getState().nodes !== chosen || isWatching(session, chosen)) return
      const show = failed[0]?.id ?? firstFigures(session, before)
      if (show !== undefined) session.selection.getState().select([show])
    })
  }, [session])
  useEffect(
    () =>
      session.engine.onLost(() => {
        const message =
          'The worker that held them stopped answering, most likely because memory ran out. The pipeline and its files are safe: run it again.'
        void notify({ id: 'run', title: 'The results are gone', message, tone: 'bad', stays: true })
      }),
    [session],
  )
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {said}
    </VisuallyHidden>
  )
}

/** Whether the person has chosen to watch a model learn: what came of it then stays in sight. */
const isWatching = ({ pipeline }: Session, chosen: readonly string[]): boolean =>
  chosen.some((id) => lookupStage(findNode(pipeline.getState().pipeline, id)?.stage ?? '')?.watches === true)

function failedOf({ pipeline, run }: Session): { id: string; title: string }[] {
  const { statuses } = run.getState()
  return pipeline
    .getState()
    .pipeline.nodes.filter(({ id }) => statuses[id]?.state === 'error')
    .map((node) => ({ id: node.id, title: nodeTitle(node, lookupStage) }))
}

/** The first node that has figures now and had no result before. */
function firstFigures({ pipeline, run }: Session, before: Statuses): string | undefined {
  const { statuses } = run.getState()
  return pipeline
    .getState()
    .pipeline.nodes.find(
      ({ id }) =>
        before[id]?.result === undefined && statuses[id]?.views.some(({ kind }) => kind === 'figures'),
    )?.id
}
