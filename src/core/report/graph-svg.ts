import { clipped, element, textAt } from '../draw/svg'
import type { Palette } from '../draw/palette'
import type { Pipeline } from '../pipeline/pipeline'

const NODE = { width: 224, height: 64 }
const MARGIN = 32
/** How far a wire that goes back keeps from nodes. */
const ASIDE = 16

function bow(x1: number, y1: number, x2: number, y2: number): string {
  const bend = Math.max(20, (x2 - x1) / 2)
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}

/** Back to the left, through the gap above the lower of the two nodes. */
function around(x1: number, y1: number, x2: number, y2: number): string {
  const gap = Math.max(y1, y2) - NODE.height / 2 - ASIDE
  return `M${x1} ${y1}H${x1 + ASIDE}V${gap}H${x2 - ASIDE}V${y2}H${x2}`
}

/** A pipeline as it lies on the canvas: boxes with names, and the wires between them. */
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
    const y = NODE.height / 2
    const [x1, y1, x2, y2] = [a.x + NODE.width, a.y + y, b.x, b.y + y]
    return element('path', {
      d: x2 > x1 ? bow(x1, y1, x2, y2) : around(x1, y1, x2, y2),
      fill: 'none',
      stroke: palette.dim,
      'stroke-width': 2,
    })
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
