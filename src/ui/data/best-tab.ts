import type { NodeStatus } from '../../state/hooks'

export type Tab = 'output' | 'columns' | 'changes' | 'results' | 'messages'

/** The tabs that a node has something to show in; messages always. */
export function tabsOf(status: NodeStatus | undefined, problems: number): Tab[] {
  const outputs = Object.values(status?.outputs ?? {})
  const hasResult = status?.result !== undefined
  const tabs: Tab[] = []
  if (hasResult && status.views.length > 0) tabs.push('results')
  if (hasResult && outputs.length > 0) tabs.push('output', 'columns')
  if (hasResult) tabs.push('changes')
  const hasWords = problems > 0 || status?.fault || status?.warnings.length || status?.stopped !== undefined
  if (tabs.length === 0 || hasWords) tabs.push('messages')
  return tabs
}

/** The tab that opens by itself: what went wrong, else what a task or a learner is for, else the rows. */
export function bestTab(status: NodeStatus | undefined, problems: number): Tab {
  const tabs = tabsOf(status, problems)
  if (status?.state === 'error' && tabs.includes('messages')) return 'messages'
  const hasRows = Object.values(status?.outputs ?? {}).some(({ kind }) => kind !== 'model')
  if (tabs.includes('results') && !hasRows) return 'results'
  return tabs.includes('output') ? 'output' : tabs[0]!
}
