import type { DrawnNode, View } from '../../core/view'
import { figure, plural } from '../words'

export type TreeOfView = Extract<View, { kind: 'tree' }>

/** What a node says: its value, or its largest class with the share. */
export function saysText({ values }: DrawnNode, labels: readonly string[]): string {
  if (values.length === 0) return ''
  const top = values.indexOf(Math.max(...values))
  return `${labels[top]} ${figure(values[top]!)}`
}

/** The rules of one tree as text, in the manner of scikit-learn's export_text. */
export function rulesText({ labels, trees }: Pick<TreeOfView, 'trees' | 'labels'>, tree: number): string {
  const { nodes } = trees[tree]!
  const lines: string[] = []
  const write = (place: number, level: number): void => {
    const node = nodes[place]!
    const start = `${'|   '.repeat(level)}|---`
    const rows = plural(node.rows, 'row')
    if (node.question === undefined) lines.push(`${start} ${saysText(node, labels)} (${rows})`)
    else if (node.left === undefined) lines.push(`${start} ${node.question}: cut here (${rows})`)
    else {
      lines.push(`${start} ${node.question}`)
      write(node.left, level + 1)
      lines.push(`${start} otherwise`)
      write(node.left + 1, level + 1)
    }
  }
  write(0, 0)
  return lines.join('\n')
}
