import { wayBetween } from '../../core/draw/wire-path'
import type { Comparison } from '../../core/pipeline/compare'
import { nodeTitle, type Pipeline, type PipelineNode, type Wire } from '../../core/pipeline/pipeline'
import { lookupStage } from '../../state/stages'
import { wireKey } from '../../state/wire-key'
import { boxOf, NODE } from '../examples/graph-shape'
import { plural } from '../words'
import styles from './versions.module.css'

type Mark = 'same' | 'added' | 'removed' | 'changed'

const SIGNS: Record<Mark, string> = { same: '', added: '+ ', removed: '− ', changed: '~ ' }
/** What a line of a box holds, in characters. */
const LONGEST = 14
const LINE = 30

interface Props {
  readonly before: Pipeline
  readonly after: Pipeline
  readonly compared: Comparison
}

/** Both pipelines in one picture: what is there now where it stands, and what went where it stood. */
export function CompareGraph({ after, before, compared }: Props) {
  const nodes = withRemoved(after.nodes, compared.removed)
  if (nodes.length === 0) return null
  const places = new Map(nodes.map(({ id, position }) => [id, position]))
  const marks = new Map<string, Mark>([
    ...compared.changed.map(({ node }) => [node.id, 'changed'] as const),
    ...compared.added.map(({ id }) => [id, 'added'] as const),
    ...compared.removed.map(({ id }) => [id, 'removed'] as const),
  ])
  const isNew = new Set(compared.wired.map(wireKey))
  const line = (wire: Wire, mark: Mark) => {
    const from = places.get(wire.from.node)
    const to = places.get(wire.to.node)
    return from && to && <path key={wireKey(wire) + mark} data-mark={mark} d={wayBetween(from, to)} />
  }
  const { added, changed, removed } = compared
  const label = `${plural(added.length, 'node')} added, ${plural(removed.length, 'node')} removed, ${plural(changed.length, 'node')} changed`
  return (
    <svg className={styles.graph} viewBox={boxOf(nodes)} role="img" aria-label={label}>
      {compared.unwired.map((wire) => line(wire, 'removed'))}
      {after.wires.map((wire) => line(wire, isNew.has(wireKey(wire)) ? 'added' : 'same'))}
      {nodes.map((node) => (
        <Box key={`${node.id} ${before.name}`} node={node} mark={marks.get(node.id) ?? 'same'} />
      ))}
    </svg>
  )
}

/** What went stands where it stood, or below what stands there now. */
function withRemoved(nodes: readonly PipelineNode[], removed: readonly PipelineNode[]): PipelineNode[] {
  return removed.reduce(
    (all, node) => {
      const { x } = node.position
      let { y } = node.position
      const isTaken = ({ position }: PipelineNode) =>
        Math.abs(position.x - x) < NODE.width && Math.abs(position.y - y) < NODE.height
      while (all.some(isTaken)) y += NODE.height / 2
      return [...all, { ...node, position: { x, y } }]
    },
    [...nodes],
  )
}

function Box({ mark, node }: { readonly node: PipelineNode; readonly mark: Mark }) {
  const { x, y } = node.position
  const title = nodeTitle(node, lookupStage)
  const lines = linesOf(`${SIGNS[mark]}${title}`)
  return (
    <g data-mark={mark}>
      <title>{title}</title>
      <rect x={x} y={y} {...NODE} rx={12} />
      {lines.map((line, i) => (
        <text key={line} x={x + 14} y={y + NODE.height / 2 + 9 + (i - (lines.length - 1) / 2) * LINE}>
          {line}
        </text>
      ))}
    </g>
  )
}

/** A title in two lines at most. */
function linesOf(title: string): string[] {
  const cut = title.length > LONGEST ? title.lastIndexOf(' ', LONGEST) : -1
  const lines = cut > 2 ? [title.slice(0, cut), title.slice(cut + 1)] : [title]
  return lines.map((line) => (line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line))
}
