import type { DrawnNode } from '../../core/view'

/** Sizes on the grid, before any zoom. */
export const BOX = { width: 176, height: 80, between: 16, below: 48 } as const

export interface Box {
  readonly node: number
  readonly parent: number | null
  readonly level: number
  readonly x: number
  readonly y: number
}

export interface Layout {
  /** From the root down, left before right: the order that arrow keys go in. */
  readonly boxes: readonly Box[]
  readonly width: number
  readonly height: number
}

/** Leaves side by side, and each node above the middle of its children. Only open nodes show theirs. */
export function layOut(nodes: readonly DrawnNode[], open: ReadonlySet<number>): Layout {
  const boxes: Box[] = []
  let leaves = 0
  let deepest = 0
  const place = (node: number, parent: number | null, level: number): number => {
    const at = boxes.length
    boxes.push({ node, parent, level, x: 0, y: (level - 1) * (BOX.height + BOX.below) })
    deepest = Math.max(deepest, level)
    const left = open.has(node) ? nodes[node]!.left : undefined
    const x =
      left === undefined
        ? leaves++ * (BOX.width + BOX.between)
        : (place(left, node, level + 1) + place(left + 1, node, level + 1)) / 2
    boxes[at] = { ...boxes[at]!, x }
    return x
  }
  place(0, null, 1)
  return {
    boxes,
    width: leaves * (BOX.width + BOX.between) - BOX.between,
    height: deepest * (BOX.height + BOX.below) - BOX.below,
  }
}

/** The nodes that are open when so many levels are shown. */
export function openTo(nodes: readonly DrawnNode[], levels: number): Set<number> {
  const open = new Set<number>()
  const visit = (node: number, level: number): void => {
    const { left } = nodes[node]!
    if (left === undefined || level >= levels) return
    open.add(node)
    visit(left, level + 1)
    visit(left + 1, level + 1)
  }
  visit(0, 1)
  return open
}

/** The way from the root to a node, both included. */
export function wayTo(nodes: readonly DrawnNode[], end: number): number[] {
  const parents = new Map<number, number>()
  nodes.forEach(({ left }, node) => {
    if (left !== undefined) parents.set(left, node).set(left + 1, node)
  })
  const way = [end]
  for (let node = parents.get(end); node !== undefined; node = parents.get(node)) way.unshift(node)
  return way
}

/** How many nodes stand below one. */
export function countBelow(nodes: readonly DrawnNode[], node: number): number {
  const { left } = nodes[node]!
  return left === undefined ? 0 : 2 + countBelow(nodes, left) + countBelow(nodes, left + 1)
}
