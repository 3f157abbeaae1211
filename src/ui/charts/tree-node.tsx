import type { KeyboardEvent } from 'react'
import type { DrawnNode } from '../../core/view'
import { count, figure, plural } from '../words'
import { BOX, type Box } from './tree-layout'
import { saysText, type TreeOfView } from './tree-text'
import styles from './tree.module.css'

interface Props {
  readonly view: TreeOfView
  readonly node: DrawnNode
  readonly box: Box
  readonly branch: 'root' | 'left' | 'right'
  /** Whether the followed row passes it, and what it has in the feature that is asked for. */
  readonly isPassed: boolean
  readonly cell: string | undefined
  readonly isOpen: boolean
  /** How many nodes below it are not shown. */
  readonly hidden: number
  /** Whether Tab comes to it. */
  readonly isReached: boolean
  onFocus(): void
  onKeyDown(event: KeyboardEvent): void
  onClick(): void
}

const BRANCH_WORDS = { root: '', left: 'If true: ', right: 'Otherwise: ' }

/** One node: what it asks or says, how many rows it has, and how they are shared out. */
export function TreeNode(props: Props) {
  const { box, branch, cell, hidden, isOpen, isPassed, node, view } = props
  const says = saysText(node, view.labels)
  const asks = node.question !== undefined
  const impurity = node.impurity === undefined ? '' : `${view.impurity} ${figure(node.impurity)}`
  const words = [
    asks ? `${node.question}?` : says,
    plural(node.rows, 'row'),
    impurity,
    asks ? says : '',
    cell === undefined ? '' : `the row has ${cell}`,
    isPassed ? 'on the way of the row' : '',
    asks && node.left === undefined ? 'the drawing is cut here' : '',
  ]
  return (
    <div
      data-node={box.node}
      role="treeitem"
      aria-level={box.level}
      aria-setsize={branch === 'root' ? 1 : 2}
      aria-posinset={branch === 'right' ? 2 : 1}
      aria-selected={isPassed}
      {...(node.left !== undefined && { 'aria-expanded': isOpen })}
      aria-label={BRANCH_WORDS[branch] + words.filter((word) => word !== '').join(', ')}
      tabIndex={props.isReached ? 0 : -1}
      className={styles.node}
      data-leaf={!asks}
      data-passed={isPassed}
      data-turns={node.left !== undefined}
      title={node.question ?? says}
      style={{ left: box.x, top: box.y, width: BOX.width, height: BOX.height }}
      onFocus={props.onFocus}
      onKeyDown={props.onKeyDown}
      onClick={props.onClick}
    >
      <strong>{node.question ?? says}</strong>
      <span className="numbers">
        {plural(node.rows, 'row')}
        {impurity && ` · ${impurity}`}
      </span>
      {cell !== undefined ? (
        <em>this row: {cell}</em>
      ) : node.values.length > 1 ? (
        <Shares values={node.values} labels={view.labels} />
      ) : (
        asks && <span className="numbers">{says}</span>
      )}
      {asks && node.left === undefined && <b aria-hidden>…</b>}
      {hidden > 0 && <b aria-hidden>+{count(hidden)}</b>}
    </div>
  )
}

/** The shares of classes as a bar. */
function Shares({
  labels,
  values,
}: {
  readonly values: readonly number[]
  readonly labels: readonly string[]
}) {
  return (
    <span className={styles.shares} aria-hidden>
      {values.map((value, k) => (
        <i key={labels[k]} style={{ flexGrow: value, opacity: 1 - (0.75 * k) / (values.length - 1) }} />
      ))}
    </span>
  )
}
