import { Button, Table } from '@mantine/core'
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react'
import { use } from 'react'
import { findNode, nodeTitle, type Pipeline, type PipelineNode } from '../../core/pipeline/pipeline'
import { paramTitle } from '../../core/pipeline/search-space'
import { STEP_ON } from '../../core/search'
import { applyProposal } from '../../state/search-gestures'
import { lookupStage } from '../../state/stages'
import { useGraph, usePipeline, useSession, useStatus } from '../session'
import { figure } from '../words'
import { ResultContext } from './marks'
import type { ViewOf } from './view-card'
import styles from './charts.module.css'

interface Change {
  readonly node: string
  readonly param: string
  readonly now: string
  readonly next: string
  readonly isSame: boolean
}

/** What a search would change, beside what the nodes hold now, and the one act that writes it to them. */
export function ProposalView({ view }: ViewOf<'proposal'>) {
  const session = useSession()
  const by = use(ResultContext)
  const pipeline = useGraph()
  const readOnly = usePipeline((state) => state.readOnly)
  // What is written makes the search out of date, which ends it.
  const isSearching = useStatus(by)?.state === 'running'
  const changes = changesOf(pipeline, view)
  const isDone = changes.every(({ isSame }) => isSame)
  return (
    <>
      <div className={styles.table} role="group" tabIndex={0} aria-label={view.title}>
        <Table verticalSpacing={4} horizontalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              {['Node', 'Parameter', 'Now', 'Best'].map((title) => (
                <Table.Th key={title}>{title}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changes.map(({ isSame, next, node, now, param }) => (
              <Table.Tr key={`${node} ${param}`}>
                <Table.Td>{node}</Table.Td>
                <Table.Td>{param}</Table.Td>
                <Table.Td>{now}</Table.Td>
                <Table.Td fw={isSame ? undefined : 600}>{next}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Button
        mt="sm"
        size="compact-sm"
        variant="light"
        disabled={readOnly || isDone || isSearching}
        leftSection={isDone ? <IconCheck size={14} /> : <IconArrowBackUp size={14} />}
        onClick={() => applyProposal(session, by, view)}
      >
        {labelOf(view, isDone)}
      </Button>
    </>
  )
}

function labelOf({ stage }: ViewOf<'proposal'>['view'], isDone: boolean): string {
  if (isDone) return stage ? 'The pipeline has it' : 'The nodes hold these values'
  return stage ? 'Put the winner into the pipeline' : 'Write these values to the nodes'
}

function changesOf(pipeline: Pipeline, { stage, values }: ViewOf<'proposal'>['view']): Change[] {
  const written = Object.entries(values).flatMap(([id, params]) => {
    const node = findNode(pipeline, id)
    if (!node) return []
    const title = nodeTitle(node, lookupStage)
    return Object.entries(params).map(([param, value]): Change => {
      const now = param === STEP_ON ? true : node.params[param]
      return {
        node: title,
        param: paramTitle(node, param, lookupStage),
        now: inWords(now),
        next: inWords(value),
        isSame: now === value,
      }
    })
  })
  const replaced = stage && findNode(pipeline, stage.node)
  return replaced ? [...written, ...replacing(replaced, stage)] : written
}

type Winner = NonNullable<ViewOf<'proposal'>['view']['stage']>

/** The stage, and those of its parameters that would change or are not as usual. */
function replacing(node: PipelineNode, { params, stage }: Winner): Change[] {
  const title = nodeTitle(node, lookupStage)
  const next = lookupStage(stage)
  const isKept = node.stage === stage
  const chosen = Object.entries(params).flatMap(([name, value]): Change[] => {
    const spec = next?.params[name]
    const before = isKept ? node.params[name] : spec?.default
    if (before === value) return []
    const now = isKept ? inWords(before) : ''
    return [{ node: title, param: spec?.title ?? name, now, next: inWords(value), isSame: false }]
  })
  return [
    {
      node: title,
      param: 'Stage',
      now: lookupStage(node.stage)?.title ?? node.stage,
      next: next?.title ?? stage,
      isSame: isKept,
    },
    ...chosen,
  ]
}

function inWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return typeof value === 'number' ? figure(value) : String(value)
}
