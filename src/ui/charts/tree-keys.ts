import type { KeyboardEvent } from 'react'
import type { DrawnNode } from '../../core/view'
import type { Layout } from './tree-layout'

interface Shown {
  readonly nodes: readonly DrawnNode[]
  readonly open: ReadonlySet<number>
  readonly layout: Layout
  setOpen(node: number, isOpen: boolean): void
}

/** The keys of a tree: up and down through what is shown, right into a node, left out of it. */
export function treeKeys({ layout, nodes, open, setOpen }: Shown) {
  return (event: KeyboardEvent, node: number): void => {
    const { boxes } = layout
    const at = boxes.findIndex((box) => box.node === node)
    const { left } = nodes[node]!
    const tree = event.currentTarget.parentElement
    const focus = (next: number) => tree?.querySelector<HTMLElement>(`[data-node="${next}"]`)?.focus()
    const go = (place: number) => {
      const box = boxes[place]
      if (box) focus(box.node)
    }
    const into = () => {
      if (left === undefined) return
      if (open.has(node)) focus(left)
      else setOpen(node, true)
    }
    const outOf = () => {
      const { parent } = boxes[at]!
      if (open.has(node)) setOpen(node, false)
      else if (parent !== null) focus(parent)
    }
    const turn = () => left !== undefined && setOpen(node, !open.has(node))
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(boxes.length - 1),
      ArrowRight: into,
      ArrowLeft: outOf,
      Enter: turn,
      ' ': turn,
    }
    const act = acts[event.key]
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
}
