import { clipped, element, textAt } from '../draw/svg'
import { NODE_WIDTH, wayBetween } from '../draw/wire-path'
import type { Palette } from '../draw/palette'
import type { Pipeline } from '../pipeline/pipeline'

const NODE = { width: NODE_WIDTH, height: 64 }
const MARGIN = 32

/** A pipeline as it lies on the canvas: boxes with names, and the wires between them as they run there. */
export function graphSvg(
  { nodes, wires }: Pick<Pipeline, 'nodes' | 'wires'>,
  titles: ReadonlyMap<string, { readonly title: string; readonly line: string }>,
  palette: Palette,
): string {
  if (nodes.length === 0) return ''
  const places = new Map(nodes.map(({ id, position }) => [id, position]))
  const xs = nodes.map(({ position }) => position.x)
  const ys = nodes.map(({ position }) => position.y)
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN]
  const width = Math.max(...xs) - left + NODE.width + MARGIN
  const height = Math.max(...ys) - top + NODE.height + MARGIN
  const lines = wires.map(({ from, to }) => {
    const [a, b] = [places.get(from.node), places.get(to.node)]
    if (!a || !b) return ''
    return element('path', { d: wayBetween(a, b), fill: 'none', stroke: palette.dim, 'stroke-width': 2 })
  })
  const boxes = nodes.map(({ id, position: { x, y } }, i) => {
    const words = titles.get(id)
    return element(
      'a',
      { href: `#node-${i}` },
      element('rect', { x, y, ...NODE, rx: 8, fill: palette.paper, stroke: palette.dim }) +
        textAt(x + 16, y + 28, clipped(words?.title ?? id, 28), {
          fill: palette.ink,
          style: 'font-size:14px;font-weight:600',
        }) +
        textAt(x + 16, y + 48, clipped(words?.line ?? '', 34), { fill: palette.dim }),
    )
  })
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `${left} ${top} ${width} ${height}`,
      class: 'graph',
      role: 'img',
      'aria-label': `The pipeline: ${nodes.length} nodes, ${wires.length} wires`,
    },
    lines.join('') + boxes.join(''),
  )
}
