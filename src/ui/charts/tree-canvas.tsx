import { useEffect, useRef, useState } from 'react'
import { TreeNode } from './tree-node'
import { treeKeys } from './tree-keys'
import { BOX, countBelow, layOut, type Box } from './tree-layout'
import type { TreeOfView } from './tree-text'
import styles from './tree.module.css'

interface Props {
  readonly view: TreeOfView
  readonly tree: number
  readonly open: ReadonlySet<number>
  /** The nodes that the followed row passes, and its cells by feature. */
  readonly way: readonly number[]
  readonly cells: readonly string[] | undefined
  readonly zoom: number
  onOpen(open: ReadonlySet<number>): void
}

/** One tree as boxes with lines between; what is true goes left. */
export function TreeCanvas({ cells, onOpen, open, tree, view, way, zoom }: Props) {
  const { nodes, title } = view.trees[tree]!
  const [current, setCurrent] = useState(0)
  const layout = layOut(nodes, open)
  const { boxes, height, width } = layout
  const byNode = new Map(boxes.map((box) => [box.node, box]))
  const passed = new Set(way)
  const sight = useRef<HTMLDivElement>(null)
  const end = way.at(-1) ?? 0
  useEffect(() => {
    const node = sight.current?.querySelector<HTMLElement>(`[data-node="${end}"]`)
    if (node) bringToMiddle(sight.current!, node)
  }, [end])
  const reached = byNode.has(current) ? current : 0
  const setOpen = (node: number, isOpen: boolean) => {
    const next = new Set(open)
    if (isOpen) next.add(node)
    else next.delete(node)
    onOpen(next)
  }
  const keys = treeKeys({ nodes, open, layout, setOpen })
  return (
    <div className={styles.canvas} ref={sight}>
      <div className={styles.sheet} style={{ width: width * zoom, height: height * zoom }}>
        <div
          className={styles.drawing}
          role="tree"
          aria-label={`${title}: what is true goes left`}
          style={{ width, height, transform: `scale(${zoom})` }}
        >
          <svg aria-hidden width={width} height={height}>
            {boxes.map((box) => {
              const parent = box.parent === null ? undefined : byNode.get(box.parent)
              return parent && <Line key={box.node} from={parent} to={box} isPassed={passed.has(box.node)} />
            })}
          </svg>
          {boxes.map((box) => {
            const { node, parent } = box
            const one = nodes[node]!
            const isRight = parent !== null && nodes[parent]!.left !== node
            const isPassed = passed.has(node)
            return (
              <TreeNode
                key={node}
                view={view}
                node={one}
                box={box}
                branch={parent === null ? 'root' : isRight ? 'right' : 'left'}
                isPassed={isPassed}
                cell={isPassed && one.feature !== undefined ? cells?.[one.feature] : undefined}
                isOpen={open.has(node)}
                hidden={open.has(node) ? 0 : countBelow(nodes, node)}
                isReached={node === reached}
                onFocus={() => setCurrent(node)}
                onKeyDown={(event) => keys(event, node)}
                onClick={() => one.left !== undefined && setOpen(node, !open.has(node))}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** Brings a node to the middle of what is seen, without moving what is around. */
function bringToMiddle(sight: HTMLElement, node: HTMLElement): void {
  const [box, view] = [node.getBoundingClientRect(), sight.getBoundingClientRect()]
  sight.scrollLeft += box.left + box.width / 2 - view.left - view.width / 2
  sight.scrollTop += box.top + box.height / 2 - view.top - view.height / 2
}

function Line({ from, isPassed, to }: { readonly from: Box; readonly to: Box; readonly isPassed: boolean }) {
  const [x1, y1] = [from.x + BOX.width / 2, from.y + BOX.height]
  const [x2, y2] = [to.x + BOX.width / 2, to.y]
  const middle = (y1 + y2) / 2
  const isLeft = to.x < from.x
  return (
    <g data-passed={isPassed} className={styles.line}>
      <path d={`M${x1},${y1} C${x1},${middle} ${x2},${middle} ${x2},${y2}`} />
      <text x={x2 + (isLeft ? -6 : 6)} y={y2 - 8} textAnchor={isLeft ? 'end' : 'start'}>
        {isLeft ? 'yes' : 'no'}
      </text>
    </g>
  )
}
