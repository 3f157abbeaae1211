import { Tabs } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { lazy, memo, Suspense, useState } from 'react'
import { nodeTitle } from '../../core/pipeline/pipeline'
import { problemsOf } from '../../state/derived'
import type { NodeState, NodeStatus } from '../../state/hooks'
import { lookupStage } from '../../state/stages'
import { IconButton } from '../icon-button'
import { useFocused, useNode, usePipeline, useRun, useSelection, useStatus, useWhyStale } from '../session'
import { bestTab, tabsOf, type Tab } from './best-tab'
import { Messages } from './messages'
import { ResizeHandle } from './resize-handle'
import styles from './results.module.css'

const Output = lazy(() => import('./output'))
const BeforeAfter = lazy(() => import('./before-after'))
const Columns = lazy(() => import('./columns'))
const Views = lazy(() => import('../charts/views'))

const TITLES: Record<Tab, string> = {
  output: 'Output',
  columns: 'Columns',
  changes: 'Before and after',
  results: 'Results',
  messages: 'Messages',
}

/** What came out of the selected node. */
export default function Results() {
  return <Panel id={useFocused()} />
}

/** Not drawn again while a node is held, though it is asked then which one is shown. */
const Panel = memo(function Panel({ id }: { readonly id: string | null }) {
  const [isOpen, setOpen] = useLocalStorage({
    key: 'trainyard/results',
    defaultValue: true,
    getInitialValueInEffect: false,
  })
  const [height, setHeight] = useLocalStorage({
    key: 'trainyard/results-height',
    defaultValue: Math.round(window.innerHeight * 0.38),
    getInitialValueInEffect: false,
  })
  const isBare = useRun(
    ({ statuses }) => !Object.values(statuses).some(({ fault, result }) => fault ?? result),
  )
  if (isBare) {
    return (
      <section className={styles.panel} aria-label="Results">
        <p className={styles.nothing}>
          Nothing has run yet. Run the pipeline to see what comes out of every node.
        </p>
      </section>
    )
  }
  return (
    <section
      className={styles.panel}
      aria-label="Results"
      style={isOpen ? { height: `min(${height}px, 70vh)` } : undefined}
    >
      {isOpen && <ResizeHandle height={height} onChange={setHeight} />}
      <IconButton
        className={styles.fold ?? ''}
        label={isOpen ? 'Fold results' : 'Show results'}
        icon={isOpen ? IconChevronDown : IconChevronUp}
        iconSize={18}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      />
      {id === null ? (
        <p className={styles.nothing}>Select a node to see what came out of it.</p>
      ) : (
        <OfNode key={id} id={id} isOpen={isOpen} onOpen={() => setOpen(true)} />
      )}
    </section>
  )
})

interface OfNodeProps {
  readonly id: string
  readonly isOpen: boolean
  readonly onOpen: () => void
}

function OfNode({ id, isOpen, onOpen }: OfNodeProps) {
  const node = useNode(id)
  const status = useStatus(id)
  const found = usePipeline(({ pipeline }) => problemsOf(pipeline).get(id)) ?? []
  const problems = found.filter(({ message }) => message !== status?.fault?.message)
  const chosen = useSelection(({ tabs }) => tabs[id])
  const chooseTab = useSelection((state) => state.chooseTab)
  const settled = useSettledStatus(status)
  if (!node) return null
  const tabs = tabsOf(status, problems.length)
  const tab = tabs.find((one) => one === chosen) ?? bestTab(status, problems.length)
  const said = (status?.warnings.length ?? 0) + (status?.fault || status?.stopped ? 1 : 0) + problems.length
  return (
    <Tabs
      className={styles.tabs ?? ''}
      value={tab}
      onChange={(next) => {
        if (next) chooseTab(id, next)
        onOpen()
      }}
      keepMounted={false}
    >
      <div className={styles.head}>
        <h2>{nodeTitle(node, lookupStage)}</h2>
        <Tabs.List className={styles.list ?? ''}>
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {TITLES[one]}
              {one === 'messages' && said > 0 && <span className={styles.said}>{said}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Age id={id} status={status} />
      </div>
      {isOpen && (
        <Tabs.Panel value={tab} className={styles.body ?? ''} tabIndex={tab === 'output' ? -1 : 0}>
          <Suspense>
            {tab === 'output' && settled && <Output id={id} status={settled} />}
            {tab === 'columns' && settled && <Columns id={id} status={settled} />}
            {tab === 'changes' && settled && <BeforeAfter id={id} status={settled} />}
            {tab === 'results' && status && <Views id={id} status={status} />}
            {tab === 'messages' && (
              <Messages status={status} problems={problems} isBypassed={node.bypassed === true} />
            )}
          </Suspense>
        </Tabs.Panel>
      )}
    </Tabs>
  )
}

/** While a node runs its views change, and its rows are still those of before: they are not fetched again. */
function useSettledStatus(status: NodeStatus | undefined): NodeStatus | undefined {
  const [settled, setSettled] = useState(status)
  const isNew = settled !== status && (settled === undefined || status?.state !== 'running')
  if (isNew) setSettled(status)
  return isNew ? status : settled
}

const AGES: Partial<Record<NodeState, string>> = {
  error: 'Of the last run that worked',
  running: 'Running: it changes as it goes',
}

/** Says when what is shown is not of today's parameters. */
function Age({ id, status }: { readonly id: string; readonly status: NodeStatus | undefined }) {
  const why = useWhyStale(id)
  if (!status?.result || status.state === 'done' || status.state === 'warning') return null
  const words =
    AGES[status.state] ??
    (status.kept ? `Stopped after ${status.kept}` : `Out of date: ${why || 'run to see the new result'}`)
  return (
    <span className={styles.stale} role="status" title={words}>
      {words}
    </span>
  )
}
