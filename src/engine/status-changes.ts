import type { NodeStatus, Statuses } from './protocol'

/** What is new since statuses were told last: of a graph of hundreds of nodes most say the same for minutes. */
export interface StatusChanges {
  readonly changed: Statuses
  readonly gone: readonly string[]
}

export function changesOf(before: Statuses, now: Statuses): StatusChanges {
  const changed = Object.entries(now).filter(([id, status]) => !before[id] || !isSame(before[id], status))
  return { changed: Object.fromEntries(changed), gone: Object.keys(before).filter((id) => !now[id]) }
}

/** Nodes of which nothing is new keep their objects. */
export function withChanges(before: Statuses, { changed, gone }: StatusChanges): Statuses {
  const now = { ...before, ...changed }
  for (const id of gone) delete now[id]
  return now
}

function isSame(a: NodeStatus, b: NodeStatus): boolean {
  return (
    a.state === b.state &&
    a.fraction === b.fraction &&
    a.text === b.text &&
    a.result === b.result &&
    a.stopped === b.stopped &&
    a.kept === b.kept &&
    a.fault?.message === b.fault?.message &&
    a.warnings.length === b.warnings.length
  )
}
